import { expect, test } from '../../fixtures/test.ts';
import type { Operation } from '../../fixtures/operations.ts';
import { watchCounters, type Move } from '../../helpers/prometheus/moves.ts';
import { hopsToOrthanc, type Counter } from '../../helpers/prometheus/proxies.ts';

test.use({ requires: ['prometheus', 'istio'] });

/** Enough to be told from one that was lost or counted twice. */
const batch = 7;

const operations = [
  ['STOW', 'requests'],
  ['QIDO', 'requests'],
  ['WADO', 'requests'],
  ['C-STORE', 'connections'],
] as const satisfies readonly (readonly [Operation, Counter])[];

for (const [operation, counter] of operations) {
  test(
    `${batch} × ${operation} move the counters of the gateway and of Orthanc's sidecars by just that many [${operation}]`,
    { tag: ['@core', '@exclusive'] },
    async ({ cluster, mesh, perform, prometheus, tenant }) => {
      const hops = await hopsToOrthanc(cluster, tenant, mesh, counter);
      const moves = await watchCounters({ cluster, prometheus, tenant }, hops);
      await perform(operation, batch);
      expect(
        (await moves()).flatMap(wrongWith),
        `what is wrong with the ${counter} to Orthanc that Prometheus has of Envoy's statistics, after ${batch} × ${operation}`,
      ).toEqual([]);
    },
  );
}

function wrongWith({ hop, moved, scrapes: { certain, uncertain } }: Move): string[] {
  const others = moved - certain;
  if (others >= batch && others <= batch + uncertain) return [];
  return [
    `${hop}: it has moved by ${moved}, of which ${certain} to ${certain + uncertain} are Prometheus' own`,
  ];
}
