import { configureConnection, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { neighbourAdmitted, neighbourOf } from '../../helpers/fault/tenants.ts';
import { readSecret } from '../../helpers/kube/secret.ts';

/** Has the tenant's Orthanc keep everything in the other tenant's database, which lets it in as its own. */
async function shared(context: FaultContext): Promise<readonly Change[]> {
  const other = neighbourOf(context);
  const { namespace, database } = other;
  const { secret, userKey, passwordKey } = database.credentials;
  const values = await readSecret(context.cluster, { namespace, name: secret });
  const login = [values[userKey], values[passwordKey]]
    .map((part) => encodeURIComponent(part ?? ''))
    .join(':');
  const server = `//${login}@${database.service}.${namespace}.svc:${database.port}/`;
  return [
    await configureConnection(context, (uri) => uri.replace(/\/\/[^/]+\//, () => server)),
    neighbourAdmitted({ ...context, tenant: other }, 'database'),
  ];
}

const seenBy = {
  QIDO: 'tenancy/data-stays-apart[QIDO]',
  WADO: 'tenancy/data-stays-apart[WADO]',
  'C-FIND': 'tenancy/data-stays-apart[C-FIND]',
  SQL: 'tenancy/data-stays-apart[SQL]',
  'one study': 'tenancy/same-study-stays-two',
} as const;

export default defineFaults(
  Object.entries(seenBy).map(([by, check]) => ({
    variant: by,
    title: `Both tenants keep their studies in one database: seen by ${by}`,
    requires: ['multi-tenant', 'postgres', 'istio-mtls'],
    expected: [check],
    change: shared,
    restart: (context) => [orthancWorkload(context)],
  })),
);
