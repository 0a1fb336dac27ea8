import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artifact } from '../lab/artifact.ts';
import { certManagerModule, goModuleFiles, istioModule } from '../lab/go.ts';
import type { Say } from '../lab/steps/step.ts';

/** Where Istio's module has its charts. */
const istioCharts = { base: 'base', istiod: 'istio-control/istio-discovery', gateway: 'gateway' } as const;

/** What the charts are made from: a part of every installer's fingerprint. */
export const chartInputs = { istioModule, certManagerModule, istioCharts };

/** The folder with the charts `base`, `istiod`, `gateway` and `cert-manager`, from their own modules. */
export async function platformCharts(say: Say): Promise<string> {
  return await artifact({
    name: 'charts-platform',
    inputs: chartInputs,
    build: async (into) => {
      const istio = await goModuleFiles(istioModule.path, istioModule.version, say);
      for (const [name, path] of Object.entries(istioCharts))
        await cp(join(istio, 'manifests', 'charts', path), join(into, name), { recursive: true });
      const module = await goModuleFiles(certManagerModule.path, certManagerModule.version, say);
      await stageCertManager(module, join(into, 'cert-manager'));
    },
  });
}

/** cert-manager's module has its chart in parts, which its own release puts together. */
async function stageCertManager(module: string, into: string): Promise<void> {
  const chart = join(module, 'deploy', 'charts', 'cert-manager');
  const crds = join(module, 'deploy', 'crds');
  await cp(chart, into, { recursive: true });
  const description = (await readFile(join(chart, 'Chart.template.yaml'), 'utf8'))
    .replace(/^(version|appVersion): .*$/gm, `$1: ${certManagerModule.version}`)
    .replace(/\{\{IS_PRERELEASE\}\}/, 'false');
  await writeFile(join(into, 'Chart.yaml'), description);
  await mkdir(join(into, 'templates'), { recursive: true });
  for (const file of (await readdir(crds)).filter((name) => name.startsWith('crd-')))
    await cp(join(crds, file), join(into, 'templates', file));
}
