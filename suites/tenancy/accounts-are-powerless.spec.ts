import { expect, test } from '../../fixtures/test.ts';
import { describeAccess, type Access } from '../../helpers/kube/access.ts';
import { accountMay, configAs } from '../../helpers/kube/account.ts';
import { request } from '../../helpers/kube/request.ts';
import { statusOf } from '../../helpers/kube/api-error.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';

test.use({ requires: ['multi-tenant'] });

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

for (const account of ['flux', 'orthanc', 'istio-ingressgateway', 'default'] as const) {
  test(
    `the other tenant's account may do nothing here, by the API server's own word [${account}]`,
    { tag: ['@core'] },
    async ({ cluster, tenant, other }) => {
      const stranger = { namespace: other.tenant.namespace, name: account };
      const accesses = matrix(tenant.namespace);
      const answers = await Promise.all(accesses.map((access) => accountMay(cluster, stranger, access)));
      const allowed = accesses.filter((_, index) => answers[index]).map(describeAccess);
      expect(
        allowed,
        `what ${stranger.namespace}/${account} may do here, of ${accesses.length} accesses`,
      ).toEqual([]);
      // The same question must be able to have another answer.
      const own = { namespace: tenant.namespace, name: 'flux' };
      const secrets = { verb: 'list', resource: 'secrets', namespace: tenant.namespace };
      expect(
        await accountMay(cluster, own, secrets),
        `whether ${own.namespace}/flux may list Secrets here`,
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
    const config = await configAs(cluster, { namespace: other.tenant.namespace, name: 'flux' });
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
      what: `list of Secrets in ${tenant.namespace} by ${other.tenant.namespace}/flux`,
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
