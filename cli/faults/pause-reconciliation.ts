import type { Change, FaultContext } from '../../helpers/fault/define.ts';
import { fluxRef, listKustomizations } from '../../helpers/flux/objects.ts';
import { lookAt } from '../../helpers/flux/reconcile.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { make, touched } from './change.ts';

/** The changes that have Flux leave a fault alone, which it would take for drift; none where there is no Flux. */
export async function pauseReconciliation({ approach, cluster }: FaultContext): Promise<readonly Change[]> {
  if (!approach.features.includes('flux')) return [];
  return (await listKustomizations(cluster))
    .filter(({ spec }) => !spec.suspend)
    .map((each) => ({ patch: fluxRef('Kustomization', each), with: { spec: { suspend: true } } }));
}

/**
 * Pauses reconciliation. Flux ends what it is at all the same, which would take the fault out, and may be about to begin
 * without a word of it yet: that it has looked at each step since is what shows that it is done.
 */
export async function pause(cluster: Cluster, changes: readonly Change[]): Promise<void> {
  for (const change of changes) await make(cluster, change);
  await Promise.all(changes.map((change) => lookAt(cluster, touched(change), 'reconciled')));
}
