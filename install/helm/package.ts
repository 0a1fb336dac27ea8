import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { SetupError } from '../../helpers/model/errors.ts';

/** Where a module of Traefik holds its CRDs. */
export const traefikCrdPath = 'docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml';

/** The CRDs that the chart's templates and Traefik's provider cannot do without. */
export const requiredCrds = [
  'ingressroutes',
  'ingressroutetcps',
  'middlewares',
  'serverstransports',
  'tlsoptions',
  'tlsstores',
].map((plural) => `${plural}.traefik.io`);

const chart = join(import.meta.dirname, 'chart');
const Crd = z.object({
  kind: z.literal('CustomResourceDefinition'),
  metadata: z.object({ name: z.string() }),
});

export interface StageOptions {
  /** Traefik's CRDs: the file at `traefikCrdPath` of the module whose version the chart names. */
  readonly crdFile: string;
  /** The folder to make; what is there is replaced. */
  readonly into: string;
}

/**
 * Copies the chart with Traefik's CRDs into a folder that `helm package` takes, and resolves to that folder.
 * @throws {SetupError} when the CRDs are not there or not Traefik's.
 */
export async function stageChart({ crdFile, into }: StageOptions): Promise<string> {
  await checkCrds(crdFile);
  await rm(into, { recursive: true, force: true });
  await cp(chart, into, { recursive: true });
  await mkdir(join(into, 'crds'), { recursive: true });
  await cp(crdFile, join(into, 'crds', 'traefik.yaml'));
  return into;
}

async function checkCrds(crdFile: string): Promise<void> {
  const found = new Set(await namesOfCrds(crdFile));
  const missing = requiredCrds.filter((name) => !found.has(name));
  if (missing.length > 0) {
    throw new SetupError(
      `${crdFile}: expected Traefik's CRDs, got ${found.size} without ${missing.join(', ')}; ` +
        `take ${traefikCrdPath} from Traefik's module`,
    );
  }
}

async function namesOfCrds(crdFile: string): Promise<string[]> {
  const text = await readFile(crdFile, 'utf8').catch((cause: unknown) => {
    throw new SetupError(`Cannot read Traefik's CRDs from ${crdFile}`, { cause });
  });
  return parseAllDocuments(text).flatMap((document) => {
    const crd = Crd.safeParse(document.toJS());
    return crd.success ? [crd.data.metadata.name] : [];
  });
}
