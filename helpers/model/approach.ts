import { z } from 'zod';

/** A capability that a deployment has or has not; checks ask for features, never for an approach. */
export const features = [
  'traefik',
  'istio',
  'istio-mtls',
  'cert-manager',
  /** Requests for certificates wait for an approver of the deployment's own, or are approved by hand. */
  'certificate-approval',
  'helm',
  'flux',
  'helm-releases',
  'multi-tenant',
  'dicom-tls',
  'http-redirect',
  'postgres',
  'postgres-tls',
  'prometheus',
  'prometheus-operator',
  'dashboards',
  'grafana',
  'tracing',
  'node-capture',
  'network-policy',
  'pod-security',
] as const;
export const Feature = z.enum(features);
export type Feature = z.infer<typeof Feature>;

const FeatureReasons = z.partialRecord(Feature, z.string().min(1));

const name = z.string().min(1);
const port = z.int().min(1).max(65_535);

const SecretKeys = z.strictObject({ secret: name, userKey: name, passwordKey: name });
const NamespacedName = z.strictObject({ namespace: name, name });

/** A Certificate of cert-manager, the issuer that it asks, and the Secret that it keeps. */
export const ManagedCertificate = z.strictObject({
  namespace: name,
  name,
  secret: name,
  issuer: z.strictObject({ kind: z.enum(['Issuer', 'ClusterIssuer']), name }),
});
export type ManagedCertificate = z.infer<typeof ManagedCertificate>;

/** Who is who in the mesh, for one tenant. */
export const TenantMesh = z.strictObject({
  /** The ingress gateway: its Deployment, and the ServiceAccount that it is known by. */
  gateway: z.strictObject({ namespace: name, deployment: name, serviceAccount: name }),
  /** Orthanc's own ServiceAccount, which alone may ask the database. */
  orthancAccount: name,
  /** PostgreSQL's own ServiceAccount. */
  databaseAccount: name,
  /** What makes mutual TLS a must, for the tenant or the whole mesh. */
  peerAuthentication: NamespacedName,
  /** Who may talk to Orthanc, and to its database: AuthorizationPolicies of the tenant's namespace. */
  policies: z.strictObject({ orthanc: name, database: name }),
});
export type TenantMesh = z.infer<typeof TenantMesh>;

/** Istio, as the cluster has it. */
export const Mesh = z.strictObject({
  /** Where istiod is, and objects that are for the whole mesh. */
  namespace: name.default('istio-system'),
  istiod: name.default('istiod'),
  trustDomain: name.default('cluster.local'),
});
export type Mesh = z.infer<typeof Mesh>;

/** Prometheus, as the cluster has it. */
export const Prometheus = z.strictObject({
  namespace: name,
  service: name,
  port: port.default(9090),
  /** What runs it: its pods are replaced to have it read its configuration. */
  workload: z.strictObject({ kind: z.enum(['Deployment', 'StatefulSet']), name }),
  /** Its identity in the mesh: it may read Orthanc's metrics, and nothing else. */
  serviceAccount: name,
});
export type Prometheus = z.infer<typeof Prometheus>;

/** Grafana, as the cluster has it: what is provisioned for it may be there without it. */
export const Grafana = z.strictObject({
  /** Where it is, and the ConfigMaps that it is provisioned from. */
  namespace: name,
  service: name,
  port: port.default(3000),
  deployment: name,
  /** Its administrator. */
  credentials: SecretKeys,
  /** Labels that tell the ConfigMaps of dashboards (JSON) and of data sources (YAML) from others. */
  labels: z
    .strictObject({
      dashboards: name.default('grafana_dashboard'),
      dataSources: name.default('grafana_datasource'),
    })
    .prefault({}),
});
export type Grafana = z.infer<typeof Grafana>;

/** Flux, as the cluster has it. */
export const Flux = z.strictObject({
  namespace: name.default('flux-system'),
  /** The OCIRepository that everything comes from, and the Kustomization that is applied first. */
  source: name.default('korthweb'),
  kustomization: name.default('korthweb'),
});
export type Flux = z.infer<typeof Flux>;

/** Where traces are asked for: Jaeger's query API. */
export const Tracing = z.strictObject({
  namespace: name,
  service: name,
  port: port.default(16_686),
  /** How many of a hundred requests are traced. */
  samplingPercentage: z.number().min(0).max(100),
});
export type Tracing = z.infer<typeof Tracing>;

const milliseconds = z.number().positive();

/** Within how many milliseconds 95 of 100 operations must end, as a client outside sees them. */
export const Objectives = z.strictObject({
  STOW: milliseconds.default(450),
  QIDO: milliseconds.default(450),
  WADO: milliseconds.default(450),
  'C-ECHO': milliseconds.default(450),
});
export type Objectives = z.infer<typeof Objectives>;

/** One installation of Orthanc with its own names, certificates and database. */
export const Tenant = z.strictObject({
  name,
  namespace: name,
  web: z.strictObject({
    host: name,
    port: port.default(443),
    /** The plain HTTP port that redirects to HTTPS. */
    httpPort: port.default(80),
    /** The Service of type LoadBalancer behind which the ingress listens. */
    service: NamespacedName,
  }),
  dicom: z.strictObject({
    host: name,
    port: port.default(11_112),
    aeTitle: z.string().min(1).max(16),
    /** An AE title that Orthanc knows as a modality, which may find and get; without one that cannot be verified. */
    knownCaller: z.string().min(1).max(16).optional(),
    service: NamespacedName,
  }),
  /** Orthanc's own Service and pods. */
  orthanc: z.strictObject({
    service: name,
    httpPort: port.default(8042),
    dicomPort: port.default(4242),
    podSelector: z.record(z.string(), z.string()),
    deployment: name,
    /** Basic authentication: where the user's name and password are kept. */
    credentials: SecretKeys,
  }),
  database: z.strictObject({
    service: name,
    port: port.default(5432),
    database: name,
    statefulSet: name,
    /** The CronJob that dumps the database, where there is one. */
    backupCronJob: name.optional(),
    podSelector: z.record(z.string(), z.string()),
    credentials: SecretKeys,
  }),
  /** Secrets of TLS certificates, by what they serve. `key` is where the CA's certificate is in `ca`. */
  certificates: z.strictObject({
    ca: z.strictObject({ secret: name, key: name.default('tls.crt') }),
    web: z.strictObject({ secret: name, sans: z.array(name).min(1) }),
    dicom: z.strictObject({ secret: name, sans: z.array(name).min(1) }),
    database: z.strictObject({ secret: name, sans: z.array(name).min(1) }).optional(),
  }),
  /** The Certificates that cert-manager keeps, from the CA to the leaf. */
  managedCertificates: z.array(ManagedCertificate).default([]),
  mesh: TenantMesh.optional(),
});
export type Tenant = z.infer<typeof Tenant>;

/** What an approach promises, as data: `install/<name>/approach.ts` exports one. */
export const Approach = z.strictObject({
  name,
  title: z.string(),
  features: z.array(Feature),
  /** Features that one might expect of it, each with the reason why it has not. */
  lacks: FeatureReasons.default({}),
  /** Features that it has only with images from container registries, each with the reason. */
  needsRegistry: FeatureReasons.default({}),
  tenants: z.array(Tenant).min(1),
  /** Namespaces of the platform beneath the tenants, whose workloads must be Ready too. */
  platform: z.array(name).default([]),
  mesh: Mesh.optional(),
  prometheus: Prometheus.optional(),
  grafana: Grafana.optional(),
  flux: Flux.optional(),
  tracing: Tracing.optional(),
  objectives: Objectives.prefault({}),
});
export type Approach = z.infer<typeof Approach>;
export type ApproachInput = z.input<typeof Approach>;
