import { expect, test } from 'vitest';
import { entriesOf, parseAccessLog } from './access-log.ts';

const entry = (change: object): string =>
  JSON.stringify({
    method: null,
    path: null,
    status: 0,
    peer: 'spiffe://cluster.local/ns/orthweb/sa/orthanc',
    downstream: '10.244.0.5:20001',
    local: '10.244.0.9:4242',
    upstream: 'inbound|4242||',
    ...change,
  });
const lines = [
  'info Envoy proxy is ready',
  entry({ terminated: 'rbac_access_denied_matched_policy[none]' }),
  entry({ downstream: '10.244.0.5:12000', requestId: 'one' }),
  '{"level":"info"}',
];

test('lines that are no entries are left out', () => {
  expect(parseAccessLog(lines.join('\n'))).toHaveLength(2);
});

test('a connection is known by the port of its client', () => {
  const entries = parseAccessLog(lines.join('\n'));
  expect(entriesOf(entries, { sourcePort: 20_001 })).toMatchObject([
    { terminated: 'rbac_access_denied_matched_policy[none]' },
  ]);
  expect(entriesOf(entries, { sourcePort: 2000 })).toEqual([]);
});

test('a request is known by its id', () => {
  expect(entriesOf(parseAccessLog(lines.join('\n')), { requestId: 'one' })).toMatchObject([
    { downstream: '10.244.0.5:12000' },
  ]);
});
