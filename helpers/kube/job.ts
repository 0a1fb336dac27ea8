import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import type { Cluster } from './client.ts';
import { runLabels } from './labels.ts';
import { podLogs } from './logs.ts';
import { listPods } from './pods.ts';

export interface JobOptions {
  readonly namespace: string;
  readonly name: string;
  readonly run: string;
  readonly template: V1PodTemplateSpec;
}

/**
 * Runs a pod to its end, once, and resolves to what it logged.
 * @throws {SetupError} with the last lines of its log when it fails.
 */
export async function runJob(
  cluster: Cluster,
  { namespace, name, run, template }: JobOptions,
): Promise<string> {
  const labelled = structuredClone(template);
  labelled.metadata ??= {};
  labelled.metadata.labels = { ...labelled.metadata.labels, ...runLabels(run) };
  const body = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels: runLabels(run) },
    spec: { backoffLimit: 0, template: labelled },
  };
  await cluster.batch.createNamespacedJob({ namespace, body });
  const succeeded = await eventually(() => ended(cluster, namespace, name), {
    what: `Job ${namespace}/${name} to end`,
    timeout: 'rollout',
  });
  const log = await logOf(cluster, namespace, name);
  if (succeeded) return log;
  throw new SetupError(
    `Job ${namespace}/${name} failed; its log ends:\n${log.split('\n').slice(-10).join('\n')}`,
  );
}

async function ended({ batch }: Cluster, namespace: string, name: string): Promise<boolean> {
  const { status } = await batch.readNamespacedJob({ namespace, name });
  if ((status?.succeeded ?? 0) > 0) return true;
  if ((status?.failed ?? 0) > 0) return false;
  throw new Error(`${status?.active ?? 0} pods active`);
}

async function logOf(cluster: Cluster, namespace: string, name: string): Promise<string> {
  const [pod] = await listPods(cluster, namespace, { 'batch.kubernetes.io/job-name': name });
  return pod ? podLogs(cluster, { namespace, pod: pod.name }) : '';
}
