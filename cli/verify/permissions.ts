import { requireAccess, type Access } from '../../helpers/kube/access.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { identityNamespaces } from '../../helpers/mesh/identity-namespaces.ts';
import { runNamespace } from '../../helpers/kube/run-namespace.ts';
import { namespacesOf } from '../../helpers/kube/workloads.ts';
import type { Deployment } from '../../helpers/model/deployment.ts';
import { clusterLease } from './cluster-lock.ts';

/** Sees that the user may do what every run does. @throws {ConfigError} listing what is missing. */
export const requirePermissions = (cluster: Cluster, deployment: Deployment): Promise<void> =>
  requireAccess(cluster, neededAccess(deployment));

/**
 * What a run does: it holds the cluster, reads the tenants' namespaces and the workloads beneath them, and makes and
 * removes a namespace of its own with probe pods. Not what single checks ask for besides, nor what only an unfiltered run
 * lists in the end, for its coverage: without that they are not passed, and the rest is verified all the same.
 */
export function neededAccess({ run, approach }: Pick<Deployment, 'run' | 'approach'>): Access[] {
  const tenants = new Set(approach.tenants.flatMap(namespacesOf));
  return [
    ...lease(clusterLease.namespace),
    ...own(runNamespace(run)),
    ...[...tenants].flatMap(read),
    ...approach.platform.flatMap(look),
    // In a mesh, to be taken for somebody there.
    ...identityNamespaces(approach).map((namespace) => token(namespace)),
    ...(approach.mesh ? [token(runNamespace(run, 'mesh')), ...keep(runNamespace(run))] : []),
  ];
}

const token = (namespace: string): Access => ({
  verb: 'create',
  resource: 'serviceaccounts/token',
  namespace,
});

const keep = (namespace: string): Access[] =>
  ['list', 'get', 'create'].map((verb) => ({ verb, resource: 'secrets', namespace }));

const lease = (namespace: string): Access[] =>
  ['get', 'create', 'update', 'delete'].map((verb) => ({
    verb,
    resource: 'leases',
    group: 'coordination.k8s.io',
    namespace,
  }));

const own = (namespace: string): Access[] => [
  { verb: 'create', resource: 'namespaces' },
  { verb: 'delete', resource: 'namespaces' },
  { verb: 'create', resource: 'pods', namespace },
  { verb: 'get', resource: 'pods', namespace },
  { verb: 'create', resource: 'pods/exec', namespace },
];

const look = (namespace: string): Access[] => [
  { verb: 'list', resource: 'pods', namespace },
  ...['deployments', 'statefulsets', 'daemonsets'].flatMap((resource) =>
    ['get', 'list'].map((verb) => ({ verb, resource, group: 'apps', namespace })),
  ),
];

const read = (namespace: string): Access[] => [
  ...look(namespace),
  { verb: 'get', resource: 'pods/log', namespace },
  { verb: 'list', resource: 'events', namespace },
  { verb: 'get', resource: 'services', namespace },
  { verb: 'get', resource: 'secrets', namespace },
  { verb: 'list', resource: 'secrets', namespace },
  // With a dry run: what Pod Security refuses.
  { verb: 'create', resource: 'pods', namespace },
  { verb: 'list', resource: 'poddisruptionbudgets', group: 'policy', namespace },
];
