import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import { timeouts } from '../model/timeouts.ts';
import { conciseError } from './api-error.ts';
import type { Cluster } from './client.ts';
import type { PodRef } from './exec.ts';
import { runLabels } from './labels.ts';
import { podEvidence, podState } from './pod-evidence.ts';
import { describePod } from './pods.ts';
import { hasStatus } from './status.ts';

export interface ProbeOptions {
  readonly namespace: string;
  readonly name: string;
  /** Any image with a shell and socat. */
  readonly image: string;
  readonly run: string;
  /** For who else looks at the pod, as what injects sidecars. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** On the node's own network and allowed to read what passes there; only for a namespace of such pods. */
  readonly onNode?: string;
}

const container = 'probe';

/**
 * Makes a probe pod, or takes the one of this name that another worker has made, and waits until it is Ready.
 * @throws {SetupError} with the pod's conditions, container states and events.
 */
export async function ensureProbe(cluster: Cluster, options: ProbeOptions): Promise<PodRef> {
  const { namespace, name } = options;
  try {
    await create(cluster, options);
    const inVain = new AbortController();
    await eventually(() => assertReady(cluster, options, inVain), {
      what: `probe ${namespace}/${name} to be Ready`,
      timeout: 'probeReady',
      signal: inVain.signal,
    });
    return { namespace, name, container };
  } catch (thrown) {
    const cause = conciseError(thrown);
    const evidence = await podEvidence(cluster, options);
    const message = `Expected probe pod ${namespace}/${name} (image ${options.image}) to start: ${cause.message}`;
    throw new SetupError(`${message}\n${evidence}`, { cause });
  }
}

async function create({ core }: Cluster, options: ProbeOptions): Promise<void> {
  try {
    await core.createNamespacedPod({ namespace: options.namespace, body: manifest(options) });
  } catch (thrown) {
    if (!hasStatus(thrown, 409)) throw thrown; // Another worker was faster.
  }
}

async function assertReady(
  { core }: Cluster,
  { namespace, name }: ProbeOptions,
  inVain: AbortController,
): Promise<void> {
  const pod = await core.readNamespacedPod({ namespace, name });
  const { ready, deleting } = describePod(pod);
  if (deleting) throw new Error('it is being deleted');
  if (ready) return;
  const state = podState(pod).join(', ');
  if (hasNoRoom(pod)) inVain.abort(new SetupError(`no node has room for it: ${state}`));
  throw new Error(state);
}

/** A probe asks for next to nothing: where there is room it has its node at once, and where not it will not come. */
function hasNoRoom({ metadata, status }: V1Pod): boolean {
  const age = Date.now() - (metadata?.creationTimestamp?.getTime() ?? Date.now());
  const unschedulable = (status?.conditions ?? []).some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable',
  );
  return unschedulable && age > timeouts.scheduled;
}

function manifest(options: ProbeOptions): V1Pod {
  const { name, run, image, onNode, annotations = {} } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { ...runLabels(run) }, annotations: { ...annotations } },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 1,
      securityContext: onNode
        ? { runAsUser: 0 }
        : { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
      ...(onNode && { hostNetwork: true, nodeName: onNode }),
      containers: [probeContainer(image, options)],
    },
  };
}

function probeContainer(image: string, { onNode }: ProbeOptions): V1Container {
  return {
    name: container,
    image,
    // As process 1, sleep itself would ignore TERM.
    command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'],
    resources: { requests: { cpu: '5m', memory: '16Mi' }, limits: { memory: '128Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], ...(onNode && { add: ['NET_RAW', 'NET_ADMIN'] }) },
      readOnlyRootFilesystem: true,
    },
  };
}
