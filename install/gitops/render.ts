import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ImageSource } from '../../helpers/model/deployment.ts';
import { run } from '../../helpers/process/run.ts';
import { artifact } from '../lab/artifact.ts';
import { digestOfTree } from '../lab/digest.ts';
import { fluxModules, goModuleFiles, prometheusOperatorModule } from '../lab/go.ts';
import type { Tools } from '../lab/installer.ts';
import type { Say } from '../lab/steps/step.ts';
import { versions } from '../lab/versions.ts';
import { chartInputs, platformCharts } from '../platform/charts.ts';
import { scriptFolders, scriptsOf } from '../platform/scripts.ts';
import { leaveOut } from './leave-out.ts';
import { slimCrds } from './slim-crds.ts';

const here = (...parts: string[]): string => join(import.meta.dirname, ...parts);
const manual = (...parts: string[]): string => join(import.meta.dirname, '..', 'manual', ...parts);

/** What the artifact shares with the manual approach: the workloads themselves. */
const shared = [
  ['orthanc', 'application'],
  ['postgres', 'dependency'],
] as const;

/** Everything that the artifact is made from. */
export async function renderInputs(): Promise<unknown> {
  const folders = [here('artifact'), here('values'), manual('values'), ...Object.values(scriptFolders)];
  const workloads = shared.map(([name]) => manual('manifests', `${name}.yaml`));
  const trees = await Promise.all([...folders, ...workloads].map(digestOfTree));
  const code = ['render.ts', 'leave-out.ts', 'slim-crds.ts'].map((file) => here(file));
  return [
    chartInputs,
    fluxModules,
    prometheusOperatorModule,
    trees,
    await Promise.all(code.map(digestOfTree)),
  ];
}

/**
 * The folder with `crds/` (Flux's own) and, for each image source, the artifact but for its tenants. Charts are rendered
 * here, so that what is published is what is applied.
 */
export async function render({ helm }: Pick<Tools, 'helm'>, say: Say): Promise<string> {
  return await artifact({
    name: 'gitops',
    inputs: await renderInputs(),
    build: async (into) => {
      await mkdir(join(into, 'crds'));
      for (const [name, { path, version }] of Object.entries(fluxModules))
        await copyAll(
          join(await goModuleFiles(path, version, say), 'config', 'crd', 'bases'),
          join(into, 'crds'),
          name,
        );
      const charts = await platformCharts(say);
      for (const source of ['source', 'registry'] as const)
        await renderArtifact({ helm, charts, source, say }, join(into, source));
    },
  });
}

interface Rendering {
  readonly helm: string;
  readonly charts: string;
  readonly source: ImageSource;
  readonly say: Say;
}

async function renderArtifact({ helm, charts, source, say }: Rendering, into: string): Promise<void> {
  await cp(here('artifact'), into, { recursive: true });
  const template = async (file: string, { chart, name, namespace, values = [] }: Release) => {
    say(`rendering ${name}`);
    const files = values.flatMap((each) => ['--values', each]);
    const release = [name, join(charts, chart), '--namespace', namespace];
    const command = ['template', ...release, '--include-crds', '--kube-version', versions.kubernetes];
    const { stdout } = await run(helm, [...command, ...files]);
    await writeFile(join(into, file), slimCrds(stdout));
  };
  const istio = { chart: 'istiod', name: 'istiod', namespace: 'istio-system' };
  await template('infrastructure/istio-base.yaml', { ...istio, chart: 'base', name: 'istio-base' });
  const stock = source === 'source' ? [manual('values', 'istiod-stock-envoy.yaml')] : [];
  const istiod = [manual('values', 'istiod.yaml'), ...stock, here('values', 'istiod.yaml')];
  await template('infrastructure/istiod.yaml', { ...istio, values: istiod });
  const certManager = { chart: 'cert-manager', name: 'cert-manager', namespace: 'cert-manager' };
  const manager = [manual('values', 'cert-manager.yaml')];
  await template('infrastructure/cert-manager.yaml', { ...certManager, values: manager });
  // Rendered for a tenant of a name that nothing else has; Flux puts the tenant's own in its place.
  const gateway = { chart: 'gateway', name: 'istio-ingressgateway', namespace: 'tenant-namespace' };
  const values = [manual('values', 'gateway.yaml'), here('values', 'gateway.yaml')];
  await template('dependency/gateway.yaml', { ...gateway, values });
  await replaceIn(join(into, 'dependency', 'gateway.yaml'), {
    'tenant-namespace': '${namespace}',
    'tenant-name': '${tenant}',
  });
  for (const [name, folder] of shared) {
    await cp(manual('manifests', `${name}.yaml`), join(into, folder, `${name}.yaml`));
    await writeFile(join(into, folder, `${name}-scripts.yaml`), await scriptsManifest(name));
  }
  await renderCrds(into, say);
  // Nothing is applied that could not start: no image of Grafana can be built.
  if (source === 'source') await leaveOut(join(into, 'observability', 'grafana'), 'grafana.yaml');
}

interface Release {
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  readonly values?: readonly string[];
}

/**
 * The operator looks after those kinds whose definition there is. Those of Alertmanager, Thanos and agents are megabytes,
 * which Flux would have the API server go through at every revision.
 */
const operatorKinds = ['prometheuses', 'servicemonitors', 'podmonitors', 'probes', 'prometheusrules'];

async function renderCrds(into: string, say: Say): Promise<void> {
  const { path, version } = prometheusOperatorModule;
  const crds = join(into, 'observability', 'crds');
  await mkdir(crds);
  const module = join(await goModuleFiles(path, version, say), 'example', 'prometheus-operator-crd');
  const names = operatorKinds.map((kind) => `monitoring.coreos.com_${kind}.yaml`);
  for (const name of names)
    await writeFile(join(crds, name), slimCrds(await readFile(join(module, name), 'utf8')));
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: names,
  };
  await writeFile(join(crds, 'kustomization.yaml'), stringify(kustomization));
}

/** A ConfigMap of a workload's scripts, whose `${…}` are the shell's and not for Flux to fill in. */
async function scriptsManifest(workload: keyof typeof scriptFolders): Promise<string> {
  const scripts = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${workload}-scripts`,
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    },
    data: await scriptsOf(workload),
  };
  // Line for line: readers of YAML differ in what they make of folded text.
  return stringify(scripts, { lineWidth: 0, blockQuote: 'literal' });
}

/** Copies a folder's YAML files, with a prefix to their names. */
async function copyAll(from: string, into: string, prefix: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.yaml'));
  for (const name of names) await cp(join(from, name), join(into, `${prefix}${name}`));
}

async function replaceIn(file: string, replacements: Readonly<Record<string, string>>): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const [from, to] of Object.entries(replacements)) text = text.replaceAll(from, to);
  await writeFile(file, text);
}
