import { podId } from '../kube/exposures.ts';
import { matches } from '../kube/labels.ts';
import type { Pod } from '../kube/pods.ts';
import type { NamespacedName } from '../kube/secret.ts';
import type { IstioGateway, Server, VirtualService } from './routing-objects.ts';

/** A port of a Gateway from which something leads to a Service. */
export interface Listener {
  /** `Gateway istio-system/web-gw`. */
  readonly gateway: string;
  /** `VirtualService istio-system/web-vs`; absent where the server name itself says which Service. */
  readonly by: string | undefined;
  readonly port: number;
  /** Those that both the Gateway and the VirtualService take. */
  readonly hosts: readonly string[];
  readonly to: NamespacedName & { readonly port: number | undefined };
  /** `namespace/name` of each pod that listens. */
  readonly pods: readonly string[];
}

type Way = 'http' | 'tcp' | 'tls';

/** Every way by which Gateways lead to one of these Services; a redirect leads nowhere. */
export function listenersTo(
  services: readonly NamespacedName[],
  gateways: readonly IstioGateway[],
  virtualServices: readonly VirtualService[],
  pods: readonly Pod[],
): readonly Listener[] {
  return gateways.flatMap((gateway) => {
    const listening = podsOf(gateway, pods);
    return gateway.spec.servers.flatMap((server): Listener[] => {
      const common = {
        gateway: `Gateway ${podId(gateway.metadata)}`,
        port: server.port.number,
        pods: listening,
      };
      if (server.tls?.httpsRedirect) return [];
      if (server.tls?.mode === 'AUTO_PASSTHROUGH')
        return services.map((to) => ({
          ...common,
          by: undefined,
          hosts: server.hosts,
          to: { ...to, port: undefined },
        }));
      return virtualServices.flatMap((service) => {
        const hosts = commonHosts(gateway, server.hosts, service);
        if (!binds(service, gateway.metadata) || hosts.length === 0) return [];
        return destinations(service, wayOf(server), server.port.number, virtualServices)
          .filter((to) => services.some((one) => podId(one) === podId(to)))
          .map((to) => ({ ...common, by: `VirtualService ${podId(service.metadata)}`, hosts, to }));
      });
    });
  });
}

/** A Gateway's selector is about the pods of all namespaces. */
const podsOf = ({ spec: { selector = {} } }: IstioGateway, pods: readonly Pod[]): string[] =>
  pods.filter(({ manifest }) => matches(manifest.metadata?.labels, selector)).map(podId);

const binds = ({ metadata, spec }: VirtualService, gateway: NamespacedName): boolean =>
  spec.gateways.some((name) => {
    if (!name.includes('/')) return gateway.name === name && gateway.namespace === metadata.namespace;
    return podId(gateway) === name.replace(/^\.\//, `${metadata.namespace}/`);
  });

function wayOf({ port: { protocol }, tls }: Server): Way {
  if (tls?.mode === 'PASSTHROUGH') return 'tls';
  return /^(HTTPS?|HTTP2|GRPC|GRPC-WEB)$/i.test(protocol) ? 'http' : 'tcp';
}

function commonHosts(
  { metadata }: IstioGateway,
  hosts: readonly string[],
  { metadata: { namespace }, spec }: VirtualService,
): string[] {
  const taken = hosts.flatMap((each) => {
    const [host = '', scope = '*'] = each.split('/').toReversed();
    const only = scope === '.' ? metadata.namespace : scope;
    return only === '*' || only === namespace ? [host] : [];
  });
  const found = taken.flatMap((host) => spec.hosts.flatMap((other) => narrower(host, other) ?? []));
  return [...new Set(found)];
}

/** The narrower of two hosts, each of which may begin with a wildcard; undefined where no name is of both. */
function narrower(one: string, other: string): string | undefined {
  if (takes(one, other)) return other;
  return takes(other, one) ? one : undefined;
}

const takes = (wide: string, narrow: string): boolean =>
  wide === narrow || (wide.startsWith('*') && narrow.endsWith(wide.slice(1)));

function destinations(
  { metadata: { namespace }, spec }: VirtualService,
  way: Way,
  port: number,
  all: readonly VirtualService[],
): readonly Listener['to'][] {
  return spec[way]
    .filter(({ match }) => !match || match.some((one) => one.port === undefined || one.port === port))
    .flatMap(({ route = [], mirror, mirrors = [], delegate }) => {
      const own = [...route, ...mirrors].map(({ destination }) => destination);
      const delegated = all.filter(
        ({ metadata }) =>
          metadata.name === delegate?.name && metadata.namespace === (delegate.namespace ?? namespace),
      );
      return [
        ...[...own, ...(mirror ? [mirror] : [])].map((each) => ({
          ...serviceOf(each.host, namespace),
          port: each.port?.number,
        })),
        ...delegated.flatMap((each) => destinations(each, way, port, [])),
      ];
    });
}

/** A host without dots is a Service of the VirtualService's own namespace. */
function serviceOf(host: string, namespace: string): NamespacedName {
  const [name = '', other = namespace] = host.split('.');
  return { name, namespace: other };
}
