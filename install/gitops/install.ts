import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyNamespace } from '../../helpers/kube/namespace.ts';
import { requestReconciliation, untilReconciled } from '../../helpers/flux/reconcile.ts';
import { recordPublished } from '../../helpers/flux/published.ts';
import { pushFiles } from '../../helpers/oci/registry.ts';
import { digestOf, digestOfTree } from '../lab/digest.ts';
import { istioctlBinary } from '../lab/go.ts';
import { certManager } from '../lab/images/cert-manager.ts';
import { flux } from '../lab/images/flux.ts';
import { pilot, proxy } from '../lab/images/istio.ts';
import jaeger from '../lab/images/jaeger.ts';
import orthanc from '../lab/images/orthanc.ts';
import postgres from '../lab/images/postgres.ts';
import probe from '../lab/images/probe.ts';
import { prometheusOperator } from '../lab/images/prometheus-operator.ts';
import prometheus from '../lab/images/prometheus.ts';
import type { Installation, Installer } from '../lab/installer.ts';
import { grafanaImage } from '../lab/versions.ts';
import { applyFile, applyText } from '../platform/apply-file.ts';
import { ensureCredentials } from '../platform/credentials.ts';
import { artifactFiles } from './files.ts';
import { render, renderInputs } from './render.ts';
import { untilScraped } from './targets.ts';

const bootstrap = join(import.meta.dirname, 'bootstrap');
const ground = join(import.meta.dirname, 'tenant.yaml');

/** Starts Flux, publishes the artifact, and waits until that very artifact is applied. */
export default {
  images: [
    ...flux,
    pilot,
    proxy,
    ...certManager,
    orthanc,
    postgres,
    ...prometheusOperator,
    prometheus,
    jaeger,
    probe,
  ],

  registryImages: [grafanaImage],

  programs: [istioctlBinary],

  fingerprint: async () =>
    digestOf([await renderInputs(), await Promise.all([bootstrap, ground].map(digestOfTree))]),

  prepare: render,

  install: async (installation) => {
    const { cluster, say } = installation;
    await Promise.all([startFlux(installation), generateSecrets(installation)]);
    const { digest, url } = await publish(installation);
    say(`waiting for ${digest.slice(0, 19)} to be applied`);
    const sync = await readFile(join(bootstrap, 'sync.yaml'), 'utf8');
    await applyText(cluster, sync.replace('REPOSITORY', url));
    await requestReconciliation(cluster);
    await untilReconciled(cluster, digest, say);
    await untilScraped(installation);
  },
} satisfies Installer;

async function startFlux({ cluster, prepared, say }: Installation): Promise<void> {
  say('starting Flux');
  const crds = join(prepared, 'crds');
  const files = (await readdir(crds)).map((name) => join(crds, name));
  await Promise.all(files.map((file) => applyFile(cluster, file)));
  await applyFile(cluster, join(bootstrap, 'flux.yaml'));
}

/** Passwords are made here, once, and never published: the artifact refers to their Secrets by name. */
async function generateSecrets({ cluster, approach }: Installation): Promise<void> {
  const generate = async (namespace: string, secrets: readonly string[], username: string): Promise<void> => {
    await applyNamespace(cluster, namespace, {});
    for (const name of secrets) await ensureCredentials(cluster, { namespace, name }, { username });
  };
  const { features, grafana, tenants } = approach;
  await Promise.all(
    tenants.map(({ namespace, orthanc: { credentials }, database }) =>
      generate(namespace, [credentials.secret, database.credentials.secret], 'orthanc'),
    ),
  );
  if (grafana && features.includes('grafana'))
    await generate(grafana.namespace, [grafana.credentials.secret], 'admin');
}

async function publish({
  approach,
  cluster,
  name,
  registry,
  prepared,
  images,
  say,
}: Installation): Promise<{ digest: string; url: string }> {
  const repository = { host: registry.host, name: `korthweb/${name}` };
  const files = await artifactFiles(prepared, images, approach);
  const pushed = await pushFiles(repository, 'main', files);
  await recordPublished(cluster, { ...pushed, repository });
  say(`published ${pushed.digest.slice(0, 19)}`);
  return { digest: pushed.digest, url: `${registry.inNetwork}/${repository.name}` };
}
