import { expect, test } from 'vitest';
import { syncStatus } from './sync.ts';

const envoy = 'type.googleapis.com/envoy.config';
const answer = (resources: object): string =>
  JSON.stringify([{ proxy: 'postgres-0.orthweb', proxy_type: 'sidecar', resources }]);

test.each([
  ['what is acknowledged is in sync', { sent: 'a', acked: 'a' }, []],
  ['what was never sent is not missed', {}, []],
  ['what is not acknowledged is stale', { sent: 'b', acked: 'a' }, ['Cluster']],
  [
    "what is rejected is stale, in the proxy's own words",
    { sent: 'b', acked: 'a', lastError: 'ConnectTimeout: value must be greater than 0s' },
    ['Cluster, which it rejected: ConnectTimeout: value must be greater than 0s'],
  ],
  ['an error of before is over', { sent: 'b', acked: 'b', lastError: 'ConnectTimeout' }, []],
])('%s', (_what, status, stale) => {
  expect(syncStatus(answer({ [`${envoy}.cluster.v3.Cluster`]: status }))).toEqual([
    { proxy: 'postgres-0.orthweb', stale },
  ]);
});
