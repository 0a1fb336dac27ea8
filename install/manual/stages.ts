import { join } from 'node:path';
import { run } from '../../helpers/process/run.ts';
import type { Installation } from '../lab/installer.ts';
import { certManagerModule } from '../lab/go.ts';
import { versions } from '../lab/versions.ts';
import { applyFile } from '../platform/apply-file.ts';
import { ensureCredentials } from '../platform/credentials.ts';
import { applyScripts } from '../platform/scripts.ts';

/** One thing that a person would do, and how it is done here. */
export interface Action {
  /** The command to type. */
  readonly command: string;
  readonly run: (installation: Installation) => Promise<void>;
}

const namespace = 'orthweb';
const here = 'install/manual';

interface Release {
  readonly name: string;
  /** The chart, by its name in its repository and in the folder of prepared charts. */
  readonly chart: readonly [repository: string, prepared: string];
  readonly version: string;
  readonly namespace: string;
  readonly values?: readonly string[];
  /** Further values where images are built here. */
  readonly sourceValues?: readonly string[];
  readonly wait?: boolean;
}

/** `helm upgrade --install`: from the chart's repository by hand, from its module here. */
function helm({ name, chart, version, values = [], sourceValues = [], wait, ...release }: Release): Action {
  const common = ['--namespace', release.namespace, '--create-namespace', ...(wait ? ['--wait'] : [])];
  const files = values.map((file) => `--values ${here}/values/${file}`);
  return {
    command: ['helm upgrade --install', name, chart[0], '--version', version, ...common, ...files].join(' '),
    run: async ({ tools, kubeconfig, prepared, images }) => {
      const used = [...values, ...(images === 'source' ? sourceValues : [])];
      const args = used.flatMap((file) => ['--values', join(import.meta.dirname, 'values', file)]);
      const command = ['upgrade', '--install', name, join(prepared, chart[1])];
      await run(tools.helm, [...command, ...common, '--kubeconfig', kubeconfig, ...args]);
    },
  };
}

const apply = (file: string): Action => ({
  command: `kubectl apply --filename ${here}/manifests/${file}`,
  run: async ({ cluster }) => await applyFile(cluster, join(import.meta.dirname, 'manifests', file)),
});

const scripts = (workload: 'orthanc' | 'postgres'): Action => ({
  command: `kubectl create configmap ${workload}-scripts --namespace ${namespace} --from-file install/helm/chart/files/${workload}`,
  run: async ({ cluster }) => await applyScripts(cluster, namespace, workload),
});

const credentials = (name: string, into: readonly string[]): Action => ({
  command: into
    .map(
      (each) =>
        `kubectl create secret generic ${name} --namespace ${each} --from-literal username=orthanc --from-literal password="$PASSWORD"`,
    )
    .join(' && '),
  run: async ({ cluster }) => {
    let password: string | undefined;
    for (const each of into) {
      const user = { username: 'orthanc', ...(password === undefined ? {} : { password }) };
      password = await ensureCredentials(cluster, { namespace: each, name }, user);
    }
  },
});

/** In this order; what stands in one stage is done side by side. */
export const stages: readonly (readonly Action[])[] = [
  [
    apply('namespaces.yaml'),
    helm({
      name: 'istio-base',
      chart: ['istio/base', 'base'],
      version: versions.istio,
      namespace: 'istio-system',
    }),
    helm({
      name: 'cert-manager',
      chart: ['jetstack/cert-manager', 'cert-manager'],
      version: certManagerModule.version,
      namespace: 'cert-manager',
      values: ['cert-manager.yaml'],
    }),
  ],
  [
    helm({
      name: 'istiod',
      chart: ['istio/istiod', 'istiod'],
      version: versions.istio,
      namespace: 'istio-system',
      values: ['istiod.yaml'],
      sourceValues: ['istiod-stock-envoy.yaml'],
      wait: true,
    }),
    credentials('orthanc-credentials', [namespace, 'monitoring']),
    credentials('postgres-credentials', [namespace]),
    scripts('orthanc'),
    scripts('postgres'),
  ],
  [
    helm({
      name: 'istio-ingressgateway',
      chart: ['istio/gateway', 'gateway'],
      version: versions.istio,
      namespace: 'istio-system',
      values: ['gateway.yaml'],
    }),
    apply('issuers.yaml'),
    apply('policies.yaml'),
    apply('gateways.yaml'),
    apply('postgres.yaml'),
    apply('orthanc.yaml'),
    apply('prometheus.yaml'),
  ],
];
