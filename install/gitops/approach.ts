import type { ApproachInput } from '../../helpers/model/approach.ts';
import { workloads } from '../manual/approach.ts';

/** A tenant, all of whose names begin with its own. */
export function tenantOf(name: string): ApproachInput['tenants'][number] {
  const namespace = `${name}-orthweb`;
  const gateway = { namespace, name: 'istio-ingressgateway' };
  const hosts = { web: `web.${name}.orthweb.com`, dicom: `dicom.${name}.orthweb.com` };
  const leaf = { secret: 'orthweb-secret', sans: [hosts.web, hosts.dicom] };
  return {
    name,
    namespace,
    web: { host: hosts.web, service: gateway },
    dicom: { host: hosts.dicom, aeTitle: 'ORTHANC', knownCaller: 'KORTHWEB', service: gateway },
    ...workloads,
    certificates: { ca: { secret: 'int-ca-secret' }, web: leaf, dicom: leaf },
    managedCertificates: [
      {
        namespace,
        name: 'int-ca-cert',
        secret: 'int-ca-secret',
        issuer: { kind: 'Issuer', name: 'selfsigned-root-issuer' },
      },
      {
        namespace,
        name: 'orthweb-cert',
        secret: leaf.secret,
        issuer: { kind: 'Issuer', name: 'int-ca-issuer' },
      },
    ],
    mesh: {
      gateway: { namespace, deployment: gateway.name, serviceAccount: 'istio-ingressgateway' },
      orthancAccount: 'orthanc',
      databaseAccount: 'postgres',
      peerAuthentication: { namespace, name: 'default-peer-authentication' },
      policies: { orthanc: 'authz-policy-orthanc', database: 'authz-policy-postgres' },
    },
  };
}

/** Flux applies everything from one artifact: the platform, then each tenant in a namespace of its own. */
export default {
  name: 'gitops',
  title: 'GitOps: Flux, Istio, cert-manager, PostgreSQL and full observability, for two tenants',
  features: [
    'flux',
    'multi-tenant',
    'istio',
    'istio-mtls',
    'cert-manager',
    'dicom-tls',
    'http-redirect',
    'postgres',
    'prometheus',
    'prometheus-operator',
    'dashboards',
    'grafana',
    'tracing',
    'node-capture',
    'network-policy',
  ],
  lacks: {
    'helm-releases': 'charts are rendered into the artifact, and Flux has no helm-controller here',
  },
  needsRegistry: {
    grafana: 'its image cannot be built from package registries',
    'network-policy': 'the network of a node that is built from source enforces none',
  },
  platform: ['flux-system', 'istio-system', 'cert-manager', 'monitoring'],
  mesh: {},
  prometheus: {
    namespace: 'monitoring',
    service: 'prometheus',
    workload: { kind: 'StatefulSet', name: 'prometheus-korthweb' },
    serviceAccount: 'prometheus',
  },
  grafana: {
    namespace: 'monitoring',
    service: 'grafana',
    deployment: 'grafana',
    credentials: { secret: 'grafana-credentials', userKey: 'username', passwordKey: 'password' },
  },
  flux: {},
  tracing: { namespace: 'monitoring', service: 'jaeger-query', port: 16_686, samplingPercentage: 100 },
  tenants: ['bhs', 'mhr'].map(tenantOf),
} satisfies ApproachInput;
