import { orthancWorkload, postgresWorkload } from '../../helpers/fault/configuration.ts';
import { withoutCertManager } from '../../helpers/fault/cert-manager.ts';
import { certificateSecret, replacePair } from '../../helpers/fault/certificates.ts';
import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { neighbourOf } from '../../helpers/fault/tenants.ts';
import { readSecret } from '../../helpers/kube/secret.ts';
import { loadAuthority } from '../../helpers/tls/authority.ts';

/** Gives the tenant's Secret the values that the other tenant's has. */
async function sameAsTheOthers(context: FaultContext, name: string): Promise<Change> {
  const { data } = await context.cluster.core.readNamespacedSecret({
    namespace: neighbourOf(context).namespace,
    name,
  });
  return {
    patch: { apiVersion: 'v1', kind: 'Secret', namespace: context.tenant.namespace, name },
    with: { data: { ...data } },
  };
}

/** A certificate for the tenant's names, signed by the other tenant's authority. */
async function signedByTheOther(context: FaultContext): Promise<readonly Change[]> {
  const { namespace, certificates } = neighbourOf(context);
  const ca = await readSecret(context.cluster, { namespace, name: certificates.ca.secret });
  const authority = await loadAuthority({ cert: ca['tls.crt'] ?? '', key: ca['tls.key'] ?? '' });
  const pair = await authority.issue({ sans: context.tenant.certificates.web.sans });
  // cert-manager would put the tenant's own certificate back.
  return [withoutCertManager(), replacePair(certificateSecret(context, 'web'), pair)];
}

export default defineFaults([
  {
    variant: 'one password for both',
    title: "Both tenants' Orthanc have the same user and password",
    requires: ['multi-tenant'],
    expected: ['tenancy/ingress-is-its-own[credentials]'],
    change: async (context) => [await sameAsTheOthers(context, context.tenant.orthanc.credentials.secret)],
    restart: (context) => [orthancWorkload(context)],
  },
  {
    variant: 'one database password for both',
    title: "Both tenants' databases have the same password",
    requires: ['multi-tenant', 'postgres'],
    expected: ['tenancy/database-passwords-do-not-cross'],
    change: async (context) => [await sameAsTheOthers(context, context.tenant.database.credentials.secret)],
    restart: (context) => [postgresWorkload(context), orthancWorkload(context)],
  },
  {
    variant: 'certificate of the other CA',
    title: "The tenant's gateway serves a certificate that the other tenant's CA has signed",
    requires: ['multi-tenant', 'cert-manager'],
    expected: ['tenancy/certificates-do-not-cross[web]'],
    change: signedByTheOther,
  },
  {
    variant: 'DICOM certificate of the other CA',
    title: "The tenant's DICOM serves a certificate that the other tenant's CA has signed",
    requires: ['multi-tenant', 'cert-manager'],
    expected: ['tenancy/certificates-do-not-cross[dicom]'],
    change: signedByTheOther,
  },
  {
    variant: 'certificate of the other tenant',
    title: "The tenant's gateway serves the other tenant's own certificate",
    requires: ['multi-tenant', 'cert-manager'],
    expected: ['tenancy/ingress-is-its-own[addresses]'],
    change: async (context) => [
      withoutCertManager(),
      await sameAsTheOthers(context, context.tenant.certificates.web.secret),
    ],
  },
]);
