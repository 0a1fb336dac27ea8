import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { changeContainers } from '../../helpers/fault/containers.ts';
import { additionalGateway, otherHostServer } from '../../helpers/fault/istio-route.ts';
import { editMesh, meshOf } from '../../helpers/fault/mesh-config.ts';
import type { ObjectRef } from '../../helpers/kube/objects.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

function istiod(context: FaultContext): ObjectRef {
  const { namespace, istiod: name } = meshOf(context);
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name };
}

/** istiod waits that long after a change before it tells proxies: longer than a check waits for it. */
const hesitation = '90s';

/** Its webhooks answer meanwhile; where it is gone, no policy could be applied and no pod be made. */
const hesitant = (context: FaultContext): Change =>
  changeContainers(istiod(context), ({ env }) => ({
    env: [
      ...(Array.isArray(env) ? env : []),
      ...['PILOT_DEBOUNCE_AFTER', 'PILOT_DEBOUNCE_MAX'].map((name) => ({ name, value: hesitation })),
    ],
  }));

const MeshText = z.looseObject({
  defaultConfig: z.looseObject({ proxyMetadata: z.looseObject({}).optional() }).optional(),
});

/** Istio's agent renews when a share of the lifetime is left, by default a half. */
function renewedAtTheEnd(yaml: string): string {
  const { defaultConfig, ...mesh } = MeshText.parse(parse(yaml));
  const none = { SECRET_GRACE_PERIOD_RATIO: '0', SECRET_GRACE_PERIOD_RATIO_JITTER: '0' };
  const proxyMetadata = { ...defaultConfig?.proxyMetadata, ...none };
  const changed = { ...mesh, defaultConfig: { ...defaultConfig, proxyMetadata } };
  // Line for line: the format of the access log is text of many lines.
  return stringify(changed, { lineWidth: 0, blockQuote: 'literal' });
}

/** Proxies know who calls, and do not say so. */
const unnamed = (context: FaultContext): Change =>
  editMesh(context, (yaml) => yaml.replace('%DOWNSTREAM_PEER_URI_SAN%', '%DOWNSTREAM_PEER_SUBJECT%'));

const variants: readonly Variant[] = [
  ...(['DICOM', 'PostgreSQL'] as const).map((protocol) => ({
    variant: `callers unnamed: ${protocol}`,
    title: `The access log does not name who connects by ${protocol}`,
    expected: [`mesh/identity-is-seen[orthanc to ${protocol}]`] as const,
    change: (context: FaultContext) => [unnamed(context)],
  })),
  {
    variant: 'gone',
    title: 'istiod is gone: nothing tells proxies what is new',
    expected: ['mesh/proxies-are-in-sync'],
    change: (context) => [{ patch: istiod(context), with: { spec: { replicas: 0 } } }],
  },
  {
    variant: 'frozen configuration',
    title: 'A policy that is applied reaches no proxy',
    expected: ['mesh/policy-change-takes-effect'],
    change: (context) => [hesitant(context)],
  },
  {
    variant: 'rejected configuration',
    title: "PostgreSQL's proxy is sent what it rejects, and stays as it was",
    expected: ['mesh/proxies-are-in-sync'],
    change: ({ tenant: { namespace, database } }) => [
      {
        create: {
          apiVersion: 'networking.istio.io/v1alpha3',
          kind: 'EnvoyFilter',
          metadata: { namespace, name: 'korthweb-rejected' },
          spec: {
            workloadSelector: { labels: database.podSelector },
            configPatches: [
              {
                applyTo: 'CLUSTER',
                match: { context: 'SIDECAR_OUTBOUND' },
                // istiod does not mind; Envoy asks for more than nothing, and rejects all clusters of the same update.
                patch: {
                  operation: 'ADD',
                  value: { name: 'korthweb-rejected', type: 'STATIC', connect_timeout: '0s' },
                },
              },
            ],
          },
        },
      },
    ],
  },
  {
    variant: 'certificates renewed too late',
    title: 'Proxies that start now renew their certificates when these have expired',
    expected: ['mesh/workload-certificates-rotate'],
    change: (context) => [editMesh(context, renewedAtTheEnd)],
  },
  {
    variant: 'any host',
    title: 'Pods of the mesh reach anything',
    expected: ['mesh/only-registered-hosts-are-reached'],
    change: (context) => [editMesh(context, (yaml) => yaml.replace('REGISTRY_ONLY', 'ALLOW_ANY'))],
  },
  {
    variant: 'certificate at a third Gateway',
    title: "A further Gateway serves the tenant's certificate for another host over HTTP/2",
    expected: ['mesh/analysis-finds-nothing'],
    change: (context) => additionalGateway(context, otherHostServer(context)),
  },
  {
    variant: 'route to nowhere',
    title: 'A VirtualService leads to a host that there is not',
    expected: ['mesh/analysis-finds-nothing'],
    change: ({ tenant: { web } }) => [
      {
        create: {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          metadata: { namespace: web.service.namespace, name: 'korthweb-nowhere' },
          spec: {
            hosts: ['nowhere.orthweb.com'],
            gateways: ['web-gw'],
            http: [{ route: [{ destination: { host: 'nowhere', port: { number: 80 } } }] }],
          },
        },
      },
    ],
  },
];

export default defineFaults(variants.map((variant) => ({ ...variant, requires: ['istio-mtls'] })));
