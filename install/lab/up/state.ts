import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Cluster } from '../../../helpers/kube/client.ts';
import type { Approach } from '../../../helpers/model/approach.ts';
import { explain } from '../../../helpers/model/errors.ts';
import { findEngine } from '../engine/engine.ts';
import type { LabCluster } from '../kind.ts';
import { unaddressedServices } from '../load-balancer.ts';
import { assertWorkloadsReady } from './health.ts';
import { readLabRecord } from './record.ts';

/** What is there of a lab cluster. */
export type ClusterState =
  /** Nothing. */
  | { readonly kind: 'absent' }
  /** Something that no longer works and is to be made anew. */
  | { readonly kind: 'dead'; readonly why: string }
  /** A working cluster on which something is missing or of another version. */
  | { readonly kind: 'incomplete'; readonly why: string }
  | { readonly kind: 'healthy' };

/** Looks at a lab cluster without changing anything. */
export async function stateOf(
  lab: LabCluster,
  approach: Approach,
  fingerprint: string,
): Promise<ClusterState> {
  const kubeconfig = join(lab.folder, 'kubeconfig');
  const engine = await findEngine();
  if (!engine)
    return existsSync(kubeconfig)
      ? { kind: 'dead', why: 'its container engine is gone' }
      : { kind: 'absent' };
  const running = await engine.docker(['inspect', '--format', '{{.State.Running}}', lab.node]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  if (running === null) return { kind: 'absent' };
  if (running !== 'true') return { kind: 'dead', why: `its node ${lab.node} does not run` };
  if (!existsSync(kubeconfig)) return { kind: 'dead', why: 'it was stopped while it was being made' };
  try {
    const cluster = await connect({ context: lab.context, kubeconfig });
    const why = await whatIsMissing(cluster, approach, fingerprint);
    if (why) return { kind: 'incomplete', why };
    const unaddressed = await unaddressedServices(cluster, lab, engine);
    return unaddressed.length > 0
      ? { kind: 'incomplete', why: `${unaddressed.join(', ')} has no address` }
      : { kind: 'healthy' };
  } catch (error) {
    return { kind: 'dead', why: explain(error) };
  }
}

async function whatIsMissing(
  cluster: Cluster,
  approach: Approach,
  fingerprint: string,
): Promise<string | null> {
  const record = await readLabRecord(cluster);
  if (!record) return `${approach.name} is not wholly installed`;
  if (record.fingerprint !== fingerprint) return `${approach.name} has changed since it was installed`;
  return await assertWorkloadsReady(cluster, approach).then(() => null, explain);
}
