import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import type { Target } from '../net/vantage.ts';
import type { Pod } from './pods.ts';
import type { NamespacedName } from './secret.ts';

/** A port by which something outside the cluster reaches pods in it. */
export interface Exposure {
  /** `NodePort 31234 of Service orthweb/orthanc`. */
  readonly what: string;
  /** The Service that exposes them; absent where the pods do so themselves. */
  readonly service?: NamespacedName;
  /** The Service's own port, or the node's; undefined stands for all of them. */
  readonly port: number | undefined;
  /** The port on the pods; undefined stands for all of them. */
  readonly podPort: number | undefined;
  /** `namespace/name` of each pod that it leads to. */
  readonly pods: readonly string[];
  /** Where it is open. */
  readonly at: readonly Target[];
}

export const podId = ({ namespace, name }: NamespacedName): string => `${namespace}/${name}`;

/** A Service, and the pods that its endpoints are, Ready or not. */
export interface ServiceEndpoints {
  readonly service: NamespacedName;
  readonly ports: readonly { readonly name: string; readonly podPort: number; readonly pods: string[] }[];
}

/** Who is behind each Service, with or without a selector, by its EndpointSlices. */
export function serviceEndpoints(
  slices: readonly V1EndpointSlice[],
  pods: readonly Pod[],
): readonly ServiceEndpoints[] {
  const byAddress = new Map(pods.flatMap((pod) => (pod.ip ? [[pod.ip, podId(pod)] as const] : [])));
  return slices.flatMap(({ metadata, endpoints, ports }) => {
    const name = metadata?.labels?.['kubernetes.io/service-name'];
    if (name === undefined) return [];
    const namespace = metadata?.namespace ?? '';
    const behind = (endpoints ?? []).flatMap(({ addresses, targetRef }) =>
      targetRef?.kind === 'Pod' && targetRef.name
        ? [podId({ namespace: targetRef.namespace ?? namespace, name: targetRef.name })]
        : addresses.flatMap((address) => byAddress.get(address) ?? []),
    );
    return [
      {
        service: { namespace, name },
        ports: (ports ?? []).flatMap((port) =>
          port.port === undefined ? [] : [{ name: port.name ?? '', podPort: port.port, pods: behind }],
        ),
      },
    ];
  });
}

/** What Services open to the outside: node ports, load balancers, external addresses. TCP alone. */
export function serviceExposures(
  services: readonly V1Service[],
  behind: readonly ServiceEndpoints[],
  nodeAddress: string,
): readonly Exposure[] {
  return services.flatMap((object) => {
    const service = { namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' };
    const ports = behind.flatMap((one) => (podId(one.service) === podId(service) ? one.ports : []));
    const tcp = (object.spec?.ports ?? []).filter(({ protocol = 'TCP' }) => protocol === 'TCP');
    return tcp.flatMap(({ name = '', port, nodePort }) => {
      const open = opened(object, port, nodePort, nodeAddress);
      const led = ports.filter((one) => one.name === name);
      return open.flatMap(({ what, at }) =>
        led.map(({ podPort, pods }) => ({
          what: `${what} of Service ${podId(service)}`,
          service,
          port,
          podPort,
          pods,
          at,
        })),
      );
    });
  });
}

function opened(
  { spec, status }: V1Service,
  port: number,
  nodePort: number | undefined,
  nodeAddress: string,
): readonly Pick<Exposure, 'what' | 'at'>[] {
  const balanced = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
  const outer = [
    ...(spec?.externalIPs ?? []).map((host) => ({ what: `external address ${host}:${port}`, host })),
    ...(spec?.type === 'LoadBalancer'
      ? balanced.map((host) => ({ what: `load balancer ${host}:${port}`, host }))
      : []),
  ];
  return [
    ...(nodePort ? [{ what: `NodePort ${nodePort}`, at: [{ host: nodeAddress, port: nodePort }] }] : []),
    ...outer.map(({ what, host }) => ({ what, at: [{ host, port }] })),
  ];
}

/** What pods open on their node: host ports, and everything where they are on the node's own network. */
export function podExposures(pods: readonly Pod[]): readonly Exposure[] {
  return pods.flatMap((pod): Exposure[] => {
    const { spec, status } = pod.manifest;
    const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
    const ports = containers.flatMap(({ ports: declared = [] }) => declared);
    const at = (port: number): Target => ({ host: status?.hostIP ?? '', port });
    const common = { pods: [podId(pod)] };
    if (spec?.hostNetwork)
      return [
        {
          ...common,
          what: `the node's own network of Pod ${podId(pod)}`,
          port: undefined,
          podPort: undefined,
          at: ports.map(({ containerPort }) => at(containerPort)),
        },
      ];
    return ports.flatMap(({ hostPort: port, containerPort: podPort }) =>
      port
        ? [{ ...common, what: `host port ${port} of Pod ${podId(pod)}`, port, podPort, at: [at(port)] }]
        : [],
    );
  });
}
