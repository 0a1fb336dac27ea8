import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { run } from '../process/run.ts';
import type { Release } from './release.ts';

/** A chart on this machine's disk. */
export interface ChartFolder extends AsyncDisposable {
  readonly folder: string;
}

/** Writes the chart that a release was made from, as Helm keeps it, into a folder for the time being. */
export async function writeChart({ chart }: Release): Promise<ChartFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-chart-'));
  const schema = chart.schema ? [{ name: 'values.schema.json', data: chart.schema }] : [];
  // Rendering needs no CRDs, which are by far the largest.
  const files = [...chart.templates, ...chart.files, ...schema].filter(
    ({ name }) => !name.startsWith('crds/'),
  );
  // JSON is YAML.
  await writeFile(join(folder, 'Chart.yaml'), JSON.stringify(chart.metadata));
  await writeFile(join(folder, 'values.yaml'), JSON.stringify(chart.values ?? {}));
  for (const { name, data } of files) await writeInside(folder, name, Buffer.from(data, 'base64'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

async function writeInside(folder: string, name: string, data: Buffer): Promise<void> {
  const path = resolve(folder, name);
  if (!path.startsWith(folder + sep)) throw new Error(`Expected a file inside the chart, got ${name}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
}

/** What Helm made of values: it rendered them, or refused them and said why. */
export type Rendering =
  | { readonly kind: 'rendered' }
  /** The schema's verdict. */
  | { readonly kind: 'schema'; readonly message: string }
  /** A template's own. */
  | { readonly kind: 'template'; readonly message: string }
  | { readonly kind: 'other'; readonly message: string };

export interface RenderOptions {
  readonly helm: string;
  readonly chart: ChartFolder;
  /** What a user gives on top of the chart's own values. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The cluster's, which the chart may ask for: `v1.37.2`. */
  readonly kubeVersion: string;
}

/** Has Helm render a chart on this machine, as `helm install` would. */
export async function render({ helm, chart, values, kubeVersion }: RenderOptions): Promise<Rendering> {
  const args = ['template', 'release', chart.folder, '--kube-version', kubeVersion, '--values', '-'];
  const { exitCode, stderr } = await run(helm, args, { input: JSON.stringify(values), anyExitCode: true });
  if (exitCode === 0) return { kind: 'rendered' };
  const message = stderr.replaceAll(/\s+/g, ' ').trim();
  if (message.includes("values don't meet the specifications of the schema"))
    return { kind: 'schema', message };
  return { kind: message.includes('execution error at') ? 'template' : 'other', message };
}
