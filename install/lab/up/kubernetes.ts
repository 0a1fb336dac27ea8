import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../helpers/kube/client.ts';
import type { ImageSource } from '../../../helpers/model/deployment.ts';
import { ConfigError } from '../../../helpers/model/errors.ts';
import type { LabCluster } from '../kind.ts';
import { versions } from '../versions.ts';
import type { UpOptions } from './outcome.ts';

type Asked = Pick<UpOptions, 'kubernetes'>;

/** @throws {ConfigError} when nodes are built here and another version is asked for than the one that is. */
export function requireBuildable({ kubernetes }: Asked, source: ImageSource): void {
  if (source === 'registry' || kubernetes === undefined || kubernetes === versions.kubernetes) return;
  throw new ConfigError(
    `Expected --kubernetes ${versions.kubernetes} with images built from source, got ${kubernetes}: nodes are built of that version alone. Next: \`--images registry\` for a stock node, or leave --kubernetes out.`,
  );
}

/** @throws {ConfigError} when the cluster is there, answers, and has another version than is asked for. */
export async function requireSameKubernetes({ kubernetes }: Asked, lab: LabCluster): Promise<void> {
  const kubeconfig = join(lab.folder, 'kubeconfig');
  if (kubernetes === undefined || !existsSync(kubeconfig)) return;
  const cluster = await connect({ context: lab.context, kubeconfig }).catch(() => null);
  // A cluster that does not answer is made anew, of the version asked for.
  if (cluster === null || cluster.version === `v${kubernetes}`) return;
  throw new ConfigError(
    `Expected --kubernetes ${cluster.version.slice(1)}, which ${lab.kindName} has, got ${kubernetes}. Next: \`korthweb down\` for it first, or another --name.`,
  );
}
