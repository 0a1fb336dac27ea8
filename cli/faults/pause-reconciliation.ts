import type { Change, FaultContext } from '../../helpers/fault/define.ts';
import { fluxRef, idOf, isReconciling, listKustomizations } from '../../helpers/flux/objects.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { make } from './change.ts';

/** The changes that have Flux leave a fault alone, which it would take for drift; none where there is no Flux. */
export async function pauseReconciliation({ approach, cluster }: FaultContext): Promise<readonly Change[]> {
  if (!approach.features.includes('flux')) return [];
  return (await listKustomizations(cluster))
    .filter(({ spec }) => !spec.suspend)
    .map((each) => ({ patch: fluxRef('Kustomization', each), with: { spec: { suspend: true } } }));
}

/** Pauses reconciliation. Flux ends what it is at all the same, so that is waited for: it would take the fault out. */
export async function pause(cluster: Cluster, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  for (const change of changes) await make(cluster, change);
  await eventually(
    async () => {
      const busy = (await listKustomizations(cluster)).filter(isReconciling).map(idOf);
      if (busy.length > 0) throw new Error(`still at ${busy.join(', ')}`);
    },
    { what: 'Flux to end what it is at', timeout: 'reconciled', every: 200 },
  );
}
