import { expect, test } from '../../fixtures/test.ts';
import { describeAccess, type Access } from '../../helpers/kube/access.ts';
import { accessesOf, accountMay, configAs } from '../../helpers/kube/account.ts';
import { request } from '../../helpers/kube/request.ts';
import { statusOf } from '../../helpers/kube/api-error.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { readObject } from '../../helpers/kube/objects.ts';
import type { NamespacedName } from '../../helpers/kube/secret.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { listKustomizations } from '../../helpers/flux/objects.ts';
import type { Tenant } from '../../helpers/model/approach.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';

test.use({ requires: ['multi-tenant', 'flux', 'istio'] });

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

/** What a tenant has that another must not see or change, by API group. */
const resources: Readonly<Record<string, readonly string[]>> = {
  '': ['secrets', 'configmaps', 'pods', 'services', 'serviceaccounts', 'persistentvolumeclaims', 'events'],
  apps: ['deployments', 'statefulsets', 'replicasets'],
  'rbac.authorization.k8s.io': ['roles', 'rolebindings'],
  'cert-manager.io': ['issuers', 'certificates', 'certificaterequests'],
  'networking.istio.io': ['gateways', 'virtualservices', 'sidecars', 'envoyfilters'],
  'security.istio.io': ['authorizationpolicies', 'peerauthentications'],
  'monitoring.coreos.com': ['servicemonitors', 'podmonitors', 'prometheusrules'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
};

const matrix = (namespace: string): Access[] =>
  Object.entries(resources).flatMap(([group, plurals]) =>
    plurals.flatMap((resource) => verbs.map((verb) => ({ verb, resource, group, namespace }))),
  );

type Account = NamespacedName | undefined;

/** Who is who among a tenant's accounts, by the case in the checks' ids. */
const accounts: Readonly<Record<string, (tenant: Tenant, cluster: Cluster) => Account | Promise<Account>>> = {
  flux: fluxAccount,
  orthanc: ({ namespace, mesh }) => mesh && { namespace, name: mesh.orthancAccount },
  postgres: ({ namespace, mesh }) => mesh && { namespace, name: mesh.databaseAccount },
  'istio-ingressgateway': ({ mesh }) =>
    mesh && { namespace: mesh.gateway.namespace, name: mesh.gateway.serviceAccount },
  default: ({ namespace }) => ({ namespace, name: 'default' }),
};

for (const [label, accountOf] of Object.entries(accounts)) {
  test(
    `the other tenant's account may do nothing here, by the API server's own word [${label}]`,
    { tag: ['@core'] },
    async ({ cluster, tenant, other }) => {
      const stranger = await existing(cluster, await accountOf(other.tenant, cluster));
      const accesses = matrix(tenant.namespace);
      const allowed = await accessesOf(cluster, stranger, accesses);
      expect(
        allowed.map(describeAccess),
        `what ${stranger.namespace}/${stranger.name} may do here, of ${accesses.length} accesses`,
      ).toEqual([]);
      // The same question must be able to have another answer.
      const own = await existing(cluster, await fluxAccount(tenant, cluster));
      const secrets = { verb: 'list', resource: 'secrets', namespace: tenant.namespace };
      expect(
        await accountMay(cluster, own, secrets),
        `whether ${own.namespace}/${own.name} may list Secrets here`,
      ).toBe(true);
    },
  );
}

/** What became of a request to the API server. */
interface Answer {
  readonly kind: 'success' | 'forbidden' | 'other';
  readonly status: number;
}

test(
  "the other tenant's Flux account is forbidden to list Secrets here, and may do so at home [tried]",
  { tag: ['@core'] },
  async ({ cluster, tenant, other, denial }) => {
    const stranger = await existing(cluster, await fluxAccount(other.tenant, cluster));
    const config = await configAs(cluster, stranger);
    const list = async (namespace: string): Promise<Answer> => {
      const path = `/api/v1/namespaces/${namespace}/secrets`;
      try {
        await request(config, { method: 'GET', path });
        return { kind: 'success', status: 200 };
      } catch (thrown) {
        const status = statusOf(thrown) ?? 0;
        return { kind: status === 403 ? 'forbidden' : 'other', status };
      }
    };
    await denial({
      what: `list of Secrets in ${tenant.namespace} by ${stranger.namespace}/${stranger.name}`,
      attempt: () => list(tenant.namespace),
      expect: kindRefusal<Answer>('forbidden'),
      controls: [
        {
          what: `the same in ${other.tenant.namespace}`,
          attempt: async () => expect(await list(other.tenant.namespace)).toMatchObject({ kind: 'success' }),
        },
      ],
    });
  },
);

/** As whom Flux applies what a tenant has. */
async function fluxAccount({ namespace }: Tenant, cluster: Cluster): Promise<Account> {
  const own = (await listKustomizations(cluster)).filter(({ metadata }) => metadata.namespace === namespace);
  const [name] = own.flatMap(({ spec }) => spec.serviceAccountName ?? []);
  return name === undefined ? undefined : { namespace, name };
}

/** @throws {InconclusiveError} where there is no such account: it is denied everything, whatever the roles say. */
async function existing(cluster: Cluster, account: Account): Promise<NamespacedName> {
  if (!account) throw new InconclusiveError('Nothing says what the account is called');
  const found = await readObject(cluster, { apiVersion: 'v1', kind: 'ServiceAccount', ...account });
  if (found) return account;
  throw new InconclusiveError(`Expected ServiceAccount ${account.namespace}/${account.name}, there is none`);
}
