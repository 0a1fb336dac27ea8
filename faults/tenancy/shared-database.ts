import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { neighbourAdmitted, neighbourOf } from '../../helpers/fault/tenants.ts';

/** Has the tenant's Orthanc keep everything in the other tenant's database, which lets it in. */
async function shared(context: FaultContext): Promise<readonly Change[]> {
  const { cluster, tenant } = context;
  const other = neighbourOf(context);
  const { secret } = other.database.credentials;
  const { data } = await cluster.core.readNamespacedSecret({ namespace: other.namespace, name: secret });
  const server = `${other.database.service}.${other.namespace}.svc:${other.database.port}`;
  const elsewhere = (uri: unknown): string => String(uri).replace(/@[^/]+\//, `@${server}/`);
  const theirs = { ...context, tenant: other };
  return [
    await configureOrthanc(context, (present) => {
      const section = present['PostgreSQL'];
      const postgres = typeof section === 'object' && section !== null ? section : {};
      return {
        ...present,
        PostgreSQL: { ...postgres, ConnectionUri: elsewhere(Reflect.get(postgres, 'ConnectionUri')) },
      };
    }),
    {
      patch: { apiVersion: 'v1', kind: 'Secret', namespace: tenant.namespace, name: secret },
      with: { data: { ...data } },
    },
    neighbourAdmitted(theirs, 'database'),
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
