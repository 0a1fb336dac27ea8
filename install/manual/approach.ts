import type { ApproachInput } from '../../helpers/model/approach.ts';

const namespace = 'orthweb';
const gateway = { namespace: 'istio-system', name: 'istio-ingressgateway' } as const;
const leaf = { secret: 'orthweb-secret', sans: ['web.orthweb.com', 'dicom.orthweb.com'] };

/** Orthanc and PostgreSQL as this folder's manifests have them; the GitOps approach applies the same. */
export const workloads = {
  orthanc: {
    service: 'orthweb',
    podSelector: { app: 'orth' },
    deployment: 'orthanc',
    credentials: { secret: 'orthanc-credentials', userKey: 'username', passwordKey: 'password' },
  },
  database: {
    service: 'postgres',
    database: 'orthancdb',
    statefulSet: 'postgres',
    podSelector: { app: 'postgresdb' },
    credentials: { secret: 'postgres-credentials', userKey: 'username', passwordKey: 'password' },
  },
} satisfies Pick<ApproachInput['tenants'][number], 'orthanc' | 'database'>;

/** The manifests of this folder, applied in order: Istio, cert-manager, PostgreSQL, Orthanc, Prometheus. */
export default {
  name: 'manual',
  title: 'Manual: Istio, cert-manager, PostgreSQL and Prometheus',
  features: [
    'istio',
    'istio-mtls',
    'cert-manager',
    'dicom-tls',
    'http-redirect',
    'postgres',
    'prometheus',
    'node-capture',
  ],
  platform: ['istio-system', 'cert-manager', 'monitoring'],
  mesh: {},
  prometheus: {
    namespace: 'monitoring',
    service: 'prometheus',
    workload: { kind: 'Deployment', name: 'prometheus' },
    serviceAccount: 'prometheus',
  },
  tenants: [
    {
      name: 'orthweb',
      namespace,
      web: { host: 'web.orthweb.com', service: gateway },
      dicom: { host: 'dicom.orthweb.com', aeTitle: 'ORTHANC', knownCaller: 'KORTHWEB', service: gateway },
      ...workloads,
      certificates: { ca: { secret: 'ca-secret' }, web: leaf, dicom: leaf },
      managedCertificates: [
        {
          namespace: gateway.namespace,
          name: 'my-ca',
          secret: 'ca-secret',
          issuer: { kind: 'ClusterIssuer', name: 'selfsigned-issuer' },
        },
        {
          namespace: gateway.namespace,
          name: 'orthweb-cert',
          secret: leaf.secret,
          issuer: { kind: 'Issuer', name: 'my-ca-issuer' },
        },
      ],
      mesh: {
        gateway: {
          namespace: gateway.namespace,
          deployment: gateway.name,
          serviceAccount: 'istio-ingressgateway',
        },
        orthancAccount: 'orthanc',
        databaseAccount: 'postgres',
        peerAuthentication: { namespace: 'istio-system', name: 'default' },
        policies: { orthanc: 'authz-policy-orthanc', database: 'authz-policy-postgres' },
      },
    },
  ],
} satisfies ApproachInput;
