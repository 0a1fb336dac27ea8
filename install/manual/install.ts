import { join } from 'node:path';
import { digestOf, digestOfTree } from '../lab/digest.ts';
import { istioctlBinary } from '../lab/go.ts';
import { certManager } from '../lab/images/cert-manager.ts';
import { pilot, proxy } from '../lab/images/istio.ts';
import orthanc from '../lab/images/orthanc.ts';
import postgres from '../lab/images/postgres.ts';
import probe from '../lab/images/probe.ts';
import prometheus from '../lab/images/prometheus.ts';
import type { Installer } from '../lab/installer.ts';
import { chartInputs, platformCharts } from '../platform/charts.ts';
import { scriptFolders } from '../platform/scripts.ts';
import { stages } from './stages.ts';

const folders = [
  join(import.meta.dirname, 'manifests'),
  join(import.meta.dirname, 'values'),
  ...Object.values(scriptFolders),
];

/** Applies this folder's values and manifests, stage by stage, as a person would by hand. */
export default {
  images: [pilot, proxy, ...certManager, orthanc, postgres, prometheus, probe],

  programs: [istioctlBinary],

  fingerprint: async () => digestOf([chartInputs, await Promise.all(folders.map(digestOfTree))]),

  prepare: async (_tools, say) => await platformCharts(say),

  commands: stages.flatMap((stage) => stage.map(({ command }) => command)),

  install: async (installation) => {
    for (const stage of stages) {
      await Promise.all(
        stage.map(async ({ command, run }) => {
          installation.say(command);
          await run(installation);
        }),
      );
    }
  },
} satisfies Installer;
