import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { applyNamespace } from '../../helpers/kube/namespace.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { run } from '../../helpers/process/run.ts';
import { artifact } from '../lab/artifact.ts';
import { digestOf, digestOfTree } from '../lab/digest.ts';
import { goModuleFiles } from '../lab/go.ts';
import orthanc from '../lab/images/orthanc.ts';
import postgres from '../lab/images/postgres.ts';
import probe from '../lab/images/probe.ts';
import traefik from '../lab/images/traefik.ts';
import type { Installer } from '../lab/installer.ts';
import { stageChart, traefikCrdPath } from './package.ts';

const chart = join(import.meta.dirname, 'chart');
const release = 'orthweb';
const namespace = 'orthweb';

/** Values that only a lab needs: Orthanc knows the checks as a modality, so that they may find and get. */
const values = ['dicom.modalities.KORTHWEB={"AET":"KORTHWEB","Host":"127.0.0.1","Port":104}'];

// The nearest release whose module the Go proxy has; its CRDs are those of the image's version.
const traefikModule = { path: 'github.com/traefik/traefik/v3', version: 'v3.7.13' };

/** Packages the chart, serves it from the lab's registry, and installs it as a user with its address would. */
export default {
  images: [orthanc, postgres, traefik, probe],

  fingerprint: async () => digestOf([await digestOfTree(chart), traefikModule, values]),

  prepare: async ({ helm }, say) => {
    const folder = await artifact({
      name: 'chart-orthweb',
      inputs: [await digestOfTree(chart), traefikModule],
      build: async (into) => {
        const module = await goModuleFiles(traefikModule.path, traefikModule.version, say);
        const staged = await stageChart({
          crdFile: join(module, traefikCrdPath),
          into: join(into, 'staged'),
        });
        await run(helm, ['package', staged, '--destination', into]);
      },
    });
    const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    if (!archive)
      throw new SetupError(`Expected \`helm package\` to write an archive to ${folder}, it did not`);
    return join(folder, archive);
  },

  install: async ({ cluster, kubeconfig, registry, tools, prepared, say }) => {
    const repository = `oci://${registry.host}/charts`;
    say('pushing the chart');
    await run(tools.helm, ['push', prepared, repository, '--plain-http']);
    await applyNamespace(cluster, namespace, { 'pod-security.kubernetes.io/enforce': 'restricted' });
    say('helm upgrade --install');
    const version = /-(\d[^/]*)\.tgz$/.exec(prepared)?.[1] ?? '';
    await run(tools.helm, [
      'upgrade',
      '--install',
      release,
      `${repository}/${release}`,
      '--version',
      version,
      '--plain-http',
      '--namespace',
      namespace,
      '--kubeconfig',
      kubeconfig,
      ...values.flatMap((value) => ['--set-json', value]),
    ]);
  },
} satisfies Installer;
