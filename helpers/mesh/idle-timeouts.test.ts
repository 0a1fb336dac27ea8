import { expect, test } from 'vitest';
import { readIdleTimeouts } from './idle-timeouts.ts';

const tcpProxy = (rest: object): object => ({
  '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  ...rest,
});

test('idle timeouts are found wherever they are, and are an hour where none is set', () => {
  const configuration = {
    configs: [
      { filters: [{ typed_config: tcpProxy({ cluster: 'inbound|5432||', idle_timeout: '0s' }) }] },
      { filters: [{ typed_config: tcpProxy({ cluster: 'outbound|5432||postgres' }) }] },
      { filters: [{ typed_config: { '@type': 'another', cluster: 'web' } }], nothing: null },
    ],
  };
  expect(readIdleTimeouts(configuration)).toEqual([
    { cluster: 'inbound|5432||', timeout: '0s' },
    { cluster: 'outbound|5432||postgres', timeout: '3600s' },
  ]);
});
