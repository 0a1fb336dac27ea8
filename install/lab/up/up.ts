import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Approach } from '../../../helpers/model/approach.ts';
import { deployedFrom } from '../../../helpers/model/features.ts';
import { removeLeftovers } from '../leftovers.ts';
import { digestOf } from '../digest.ts';
import { imageNames, loadInstaller } from '../installer.ts';
import { labCluster } from '../kind.ts';
import { lockLab } from '../lock.ts';
import { paths, projectRoot } from '../paths.ts';
import { closure } from '../steps/closure.ts';
import { runSteps, type Durations } from '../steps/run-steps.ts';
import { clusterSteps } from './cluster-steps.ts';
import { foundationsFor } from './foundations-for.ts';
import { requireSameKubernetes } from './kubernetes.ts';
import type { UpOptions, UpOutcome } from './outcome.ts';
import { stateOf, type ClusterState } from './state.ts';

/** Makes the cluster, repairs it, or finds it healthy and changes nothing. */
export async function up(
  approach: Approach,
  options: UpOptions,
  print: (line: string) => void,
): Promise<UpOutcome> {
  const started = performance.now();
  const lab = labCluster(options.name);
  await requireSameKubernetes(options, lab);
  const installer = await loadInstaller(approach.name);
  const images = imageNames(installer, 'registry');
  const fingerprint = digestOf([approach, images, await installer.fingerprint()]);
  const outcome = (did: UpOutcome['did'], durations: Durations): UpOutcome => ({
    context: lab.context,
    did,
    durations,
    totalMs: Math.round(performance.now() - started),
    commands: did === 'unchanged' ? [] : (installer.commands ?? []),
  });
  if ((await stateOf(lab, approach, fingerprint)).kind === 'healthy') return outcome('unchanged', {});
  await mkdir(paths.artifacts, { recursive: true });
  await using _lock = await lockLab(print);
  // Whoever held the lock may have done the work meanwhile.
  const state = await stateOf(lab, approach, fingerprint);
  if (state.kind === 'healthy') return outcome('unchanged', {});
  await removeLeftovers();
  const foundations = await foundationsFor(options, installer, print);
  announce(lab.kindName, state, print);
  const create = state.kind !== 'incomplete';
  const deployed = deployedFrom(foundations.images, approach);
  const last = clusterSteps({ ...foundations, lab, approach: deployed, installer, fingerprint, create });
  const durations = await runSteps(closure([last]));
  const result = outcome(create ? 'created' : 'repaired', durations);
  await keepDurations(options.name, result);
  return result;
}

function announce(name: string, state: ClusterState, print: (line: string) => void): void {
  if (state.kind === 'dead') print(`Cluster ${name} is dead (${state.why}); making it anew from the cache.`);
  if (state.kind === 'incomplete') print(`Cluster ${name} needs repair: ${state.why}.`);
  if (state.kind === 'absent') print(`Making cluster ${name}.`);
}

async function keepDurations(name: string, outcome: UpOutcome): Promise<void> {
  const folder = join(projectRoot, 'reports', 'out', name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'up.json'), `${JSON.stringify(outcome, null, 2)}\n`);
}
