import { expect, test } from '../../fixtures/test.ts';
import type { Operation } from '../../fixtures/operations.ts';
import { watchCounters, type Move } from '../../helpers/prometheus/moves.ts';
import { hopsToOrthanc, type Counter } from '../../helpers/prometheus/proxies.ts';

test.use({ requires: ['prometheus', 'istio'] });

/** So many of each that a sum tells which of them was lost or counted twice. */
const batch = [
  ['STOW', 'requests', 3],
  ['QIDO', 'requests', 5],
  ['WADO', 'requests', 7],
  ['C-STORE', 'connections', 7],
] as const satisfies readonly (readonly [Operation, Counter, times: number])[];

const described = batch.map(([operation, , times]) => `${times} × ${operation}`).join(', ');
const sent = (counter: Counter): number =>
  batch.reduce((sum, [, moved, times]) => (moved === counter ? sum + times : sum), 0);

test(
  `${described} move the counters of the gateway and of Orthanc's sidecars by just that many`,
  { tag: ['@core', '@exclusive'] },
  async ({ cluster, mesh, perform, prometheus, tenant }) => {
    const hops = await Promise.all([
      hopsToOrthanc(cluster, tenant, mesh, 'requests'),
      hopsToOrthanc(cluster, tenant, mesh, 'connections'),
    ]);
    const moves = await watchCounters({ cluster, prometheus, tenant }, hops.flat());
    for (const [operation, , times] of batch) await perform(operation, times);
    expect(
      (await moves()).flatMap(wrongWith),
      `what is wrong with the requests and connections to Orthanc that Prometheus has of Envoy's statistics, after ${described}`,
    ).toEqual([]);
  },
);

function wrongWith({ hop, moved, scrapes: { certain, uncertain } }: Move): string[] {
  const others = moved - certain;
  const expected = sent(hop.counter);
  if (others >= expected && others <= expected + uncertain) return [];
  return [
    `${hop.what}: it has counted ${moved} ${hop.counter} where ${expected} were sent, ${certain} to ${certain + uncertain} more by Prometheus`,
  ];
}
