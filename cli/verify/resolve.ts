import { randomBytes } from 'node:crypto';
import { loadApproach } from '../../fixtures/load-approach.ts';
import { connect, type Cluster } from '../../helpers/kube/client.ts';
import type { Approach } from '../../helpers/model/approach.ts';
import type { Deployment, LabRecord } from '../../helpers/model/deployment.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import { probeImage } from '../../install/lab/versions.ts';
import { readLabRecord } from './lab-record.ts';
import { applyProfile, readProfile, type Profile } from './profile.ts';
import type { Settings } from './settings.ts';

/** The deployment that a run is about, with the connection to it. */
export interface Resolved {
  readonly deployment: Deployment;
  readonly cluster: Cluster;
  /** What the profile says of the run itself. */
  readonly profile: Profile;
}

/**
 * Finds the deployment under test: flags before environment before profile before what the lab wrote down.
 * @throws {ConfigError} before anything is touched.
 */
export async function resolve(approachName: string | undefined, settings: Settings): Promise<Resolved> {
  const asked = approachName === undefined ? undefined : await loadApproach(approachName);
  const profile = settings.profile ? await readProfile(settings.profile) : {};
  const name = settings.name ?? approachName ?? 'helm';
  const context = settings.context ?? profile.context ?? `kind-korthweb-${name}`;
  const kubeconfig = settings.kubeconfig ?? profile.kubeconfig;
  const cluster = await connect({ context, ...(kubeconfig ? { kubeconfig } : {}) });
  const record = await readLabRecord(cluster);
  const base = agreed(record, asked, context) ?? (await loadApproach('helm'));
  const approach = settings.profile ? applyProfile(base, profile, settings.profile) : base;
  const image = settings.probeImage ?? profile.probeImage ?? probeImage;
  return { cluster, profile, deployment: describe({ name, context, kubeconfig, approach, record, image }) };
}

/** What is deployed, rather than what this checkout's approach says; they must be of one kind. */
function agreed(
  record: LabRecord | undefined,
  asked: Approach | undefined,
  context: string,
): Approach | undefined {
  if (!record || !asked || record.approach.name === asked.name) return record?.approach ?? asked;
  throw new ConfigError(
    `${context} runs approach ${record.approach.name}, not ${asked.name}. ` +
      `Next: npx korthweb verify ${record.approach.name} --context ${context}, or npx korthweb up ${asked.name}`,
  );
}

interface Found {
  readonly name: string;
  readonly context: string;
  readonly kubeconfig: string | undefined;
  readonly approach: Approach;
  readonly record: LabRecord | undefined;
  readonly image: string;
}

const describe = ({ name, context, kubeconfig, approach, record, image }: Found): Deployment => ({
  name,
  context,
  kubeconfig: kubeconfig ?? null,
  lab: record !== undefined,
  run: randomBytes(4).toString('hex'),
  approach,
  probeImage: image,
  images: record?.images ?? null,
  versions: record?.versions ?? {},
});
