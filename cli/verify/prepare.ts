import { join } from 'node:path';
import { outFolder } from '../../reports/out.ts';
import { writeWhole } from '../../reports/write-reports.ts';
import { holdCluster } from './cluster-lock.ts';
import { readKnownIssues, type KnownIssue } from './known-issues.ts';
import { requirePermissions } from './permissions.ts';
import { resolve, type Resolved } from './resolve.ts';
import { holdFolder } from './run-lock.ts';
import { readPasswords } from './secrets.ts';
import type { Settings } from './settings.ts';

/** All that a run needs before its first check, until it is disposed of; in the cluster only its own Lease is made. */
export interface Prepared extends Resolved, AsyncDisposable {
  readonly folder: string;
  /** The file that describes the deployment to the workers. */
  readonly file: string;
  readonly secrets: readonly string[];
  readonly knownIssues: readonly KnownIssue[];
  readonly disruptive: boolean;
  readonly workers: number | undefined;
}

/** Finds the deployment and sees that the run may do what it has to. @throws {ConfigError} */
export async function prepare(approach: string | undefined, settings: Settings): Promise<Prepared> {
  const resolved = await resolve(approach, settings);
  const { cluster, deployment, profile } = resolved;
  const issues = settings.knownIssues ?? profile.knownIssues;
  const knownIssues = issues ? await readKnownIssues(issues) : [];
  const [secrets] = await Promise.all([
    readPasswords(cluster, deployment.approach),
    requirePermissions(cluster, deployment),
  ]);
  const folder = outFolder(deployment.name);
  const file = join(folder, 'deployment.json');
  await using holds = new AsyncDisposableStack();
  holds.use(await holdFolder(folder, deployment.run));
  holds.use(await holdCluster(cluster, deployment.run));
  await writeWhole(file, `${JSON.stringify(deployment, null, 2)}\n`);
  const disruptive = settings.disruptive ?? profile.disruptive ?? deployment.lab;
  const workers = settings.workers ?? profile.workers;
  const held = holds.move();
  const disposed = { [Symbol.asyncDispose]: () => held.disposeAsync() };
  return { ...resolved, ...disposed, folder, file, secrets, knownIssues, disruptive, workers };
}
