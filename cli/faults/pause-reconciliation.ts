import { z } from 'zod';
import type { Change, FaultContext } from '../../helpers/fault/define.ts';
import { KubeObject, refOf } from '../../helpers/kube/objects.ts';
import { request } from '../../helpers/kube/request.ts';

const kustomizations = '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations';
const Listed = z.object({
  items: z.array(
    z.looseObject({
      metadata: KubeObject.shape.metadata,
      spec: z.looseObject({ suspend: z.boolean().optional() }),
    }),
  ),
});

/** The changes that have Flux leave a fault alone, which it would take for drift; none where there is no Flux. */
export async function pauseReconciliation({ approach, cluster }: FaultContext): Promise<readonly Change[]> {
  if (!approach.features.includes('flux')) return [];
  const { items } = Listed.parse(await request(cluster.config, { method: 'GET', path: kustomizations }));
  return items
    .filter(({ spec }) => spec.suspend !== true)
    .map(({ metadata }) => ({
      patch: refOf({ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata }),
      with: { spec: { suspend: true } },
    }));
}
