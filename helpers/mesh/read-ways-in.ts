import { DiscoveryV1Api, NetworkingV1Api } from '@kubernetes/client-node';
import type { Cluster } from '../kube/client.ts';
import { conciseError } from '../kube/api-error.ts';
import { podExposures, podId, serviceEndpoints, serviceExposures } from '../kube/exposures.ts';
import { matches } from '../kube/labels.ts';
import { listIfKnown } from '../kube/list-as.ts';
import { describePod, type Pod } from '../kube/pods.ts';
import { hasStatus } from '../kube/status.ts';
import type { Tenant } from '../model/approach.ts';
import { InconclusiveError } from '../model/errors.ts';
import { labelsOf } from './istio-pods.ts';
import { listenersTo } from './listeners.ts';
import { IstioGateway, VirtualService } from './routing-objects.ts';
import { ingressRoutes, ParentedRoute, routesTo } from './other-routes.ts';
import type { WaysIn } from './ways-in.ts';

/** What is open on the cluster's nodes and load balancers, and what of it leads to a tenant. */
export interface LiveWaysIn extends WaysIn {
  /** Where node ports are asked for. */
  readonly nodeAddress: string;
}

/** Routes of the Gateway API; a cluster without its CRDs has none. */
const parentedRoutes = [
  ['HTTPRoute', 'v1', 'httproutes'],
  ['GRPCRoute', 'v1', 'grpcroutes'],
  ['TCPRoute', 'v1alpha2', 'tcproutes'],
  ['TLSRoute', 'v1alpha2', 'tlsroutes'],
] as const;

/**
 * Reads all that leads, or might lead, to a tenant's workloads, in all namespaces.
 * @throws {InconclusiveError} where the user may not look everywhere: what is not seen may be open.
 */
export async function readWaysIn(cluster: Cluster, tenant: Tenant): Promise<LiveWaysIn> {
  try {
    return await read(cluster, tenant);
  } catch (thrown) {
    if (!hasStatus(thrown, 403)) throw thrown;
    const cause = conciseError(thrown);
    throw new InconclusiveError(`What leads to ${tenant.namespace} is not known: ${cause.message}`, {
      cause,
    });
  }
}

async function read(cluster: Cluster, tenant: Tenant): Promise<LiveWaysIn> {
  const { core, config } = cluster;
  const [nodes, services, podList, slices, ingresses] = await Promise.all([
    core.listNode(),
    core.listServiceForAllNamespaces(),
    core.listPodForAllNamespaces(),
    config.makeApiClient(DiscoveryV1Api).listEndpointSliceForAllNamespaces(),
    config.makeApiClient(NetworkingV1Api).listIngressForAllNamespaces(),
  ]);
  const nodeAddress = nodes.items
    .flatMap(({ status }) => status?.addresses ?? [])
    .find(({ type }) => type === 'InternalIP')?.address;
  if (nodeAddress === undefined) throw new InconclusiveError('No node says at which address it is');
  const pods = podList.items
    .map(describePod)
    .filter(({ phase }) => phase === 'Running' || phase === 'Pending');
  const behind = serviceEndpoints(slices.items, pods);
  const guarded = [tenant.orthanc, tenant.database].flatMap(({ podSelector }) =>
    selected(pods, tenant.namespace, podSelector),
  );
  const toGuarded = behind
    .filter(({ ports }) => ports.some((port) => port.pods.some((pod) => guarded.includes(pod))))
    .map(({ service }) => service);
  const [gateways, virtualServices, routes] = await Promise.all([
    listIfKnown(cluster, '/apis/networking.istio.io/v1/gateways', IstioGateway),
    listIfKnown(cluster, '/apis/networking.istio.io/v1/virtualservices', VirtualService),
    Promise.all(
      parentedRoutes.map(async ([kind, version, plural]) => {
        const path = `/apis/gateway.networking.k8s.io/${version}/${plural}`;
        return routesTo(toGuarded, kind, await listIfKnown(cluster, path, ParentedRoute));
      }),
    ),
  ]);
  const gateway = tenant.mesh?.gateway;
  return {
    nodeAddress,
    guarded,
    gateway: gateway ? selected(pods, gateway.namespace, labelsOf(gateway.deployment)) : [],
    exposures: [...serviceExposures(services.items, behind, nodeAddress), ...podExposures(pods)],
    listeners: listenersTo(toGuarded, gateways, virtualServices, pods),
    routes: [...routes.flat(), ...ingressRoutes(toGuarded, ingresses.items)],
  };
}

const selected = (
  pods: readonly Pod[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly string[] =>
  pods
    .filter((pod) => pod.namespace === namespace && matches(pod.manifest.metadata?.labels, labels))
    .map(podId);
