import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gitopsImageContracts } from '../../gitops/images.contract.ts';
import { imageContracts, type ImageContract } from '../../helm/images.contract.ts';
import { meshImageContracts } from '../../manual/images.contract.ts';
import type { BuiltImage } from '../oci/image.ts';
import { blobPath } from '../oci/blob.ts';
import { missingPackages } from '../packages.ts';
import { paths } from '../paths.ts';
import { buildImage } from './build-image.ts';
import { certManager } from './cert-manager.ts';
import type { ImageDefinition } from './definition.ts';
import { flux } from './flux.ts';
import { pilot, proxy } from './istio.ts';
import jaeger from './jaeger.ts';
import orthanc from './orthanc.ts';
import postgres from './postgres.ts';
import { prometheusOperator } from './prometheus-operator.ts';
import prometheus from './prometheus.ts';
import traefik from './traefik.ts';

const execute = promisify(execFile);
const definitions: readonly ImageDefinition[] = [
  orthanc,
  postgres,
  traefik,
  pilot,
  proxy,
  ...certManager,
  prometheus,
  ...flux,
  ...prometheusOperator,
  jaeger,
];
const contracts: readonly ImageContract[] = [
  ...Object.values(imageContracts),
  ...meshImageContracts,
  ...gitopsImageContracts,
];

/** What takes minutes to compile is looked at once the lab has compiled it. */
const compiled = ({ image }: ImageContract): boolean =>
  (definitions.find(({ name }) => name === image)?.builds ?? []).every(
    ({ name }) => globSync(join(paths.artifacts, `go-${name}-*[0-9a-f]`)).length > 0,
  );

const canBuild = process.getuid?.() === 0 && missingPackages(['mmdebstrap']).length === 0;

// Builds what the cache does not have; CI must be able to.
describe.skipIf(!canBuild && !process.env['CI'])('an image built from source keeps its contract', () => {
  describe.each(contracts.filter(compiled))('$image', (contract) => {
    const definition = definitions.find(({ name }) => name === contract.image);
    let root: string;

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'korthweb-image-'));
      expect(definition, 'install/lab/images has a definition of that name').toBeDefined();
      if (definition) await unpack(await buildImage(definition, () => undefined), root);
    }, 300_000);
    afterAll(async () => await rm(root, { recursive: true, force: true }));

    test('has the commands on its PATH, for its user', async () => {
      for (const command of contract.commands) {
        expect(await inside(root, contract.uid, definition?.config.Env ?? [], command), command).toBe(true);
      }
    });

    test('has the files, readable by its user', async () => {
      for (const file of contract.files) {
        expect(await isReadable(root, contract, file), file).toBe(true);
      }
    });

    if (contract.user) {
      test('names its user', async () => {
        const { stdout } = await execute('chroot', [root, 'id', '-un', String(contract.uid)]);
        expect(stdout.trim()).toBe(contract.user);
      });
    }
  });
});

async function unpack({ layers }: BuiltImage, root: string): Promise<void> {
  for (const { sha256 } of layers)
    await execute('tar', ['--extract', '--file', blobPath(sha256), '--directory', root]);
}

/** Whether a file is there for the image's user; an image without a shell is looked into from outside. */
async function isReadable(root: string, { uid, gid }: ImageContract, file: string): Promise<boolean> {
  const tried = execute('chroot', [`--userspec=${uid}:${gid}`, root, 'test', '-r', file]);
  return await tried.then(
    () => true,
    async (error: { code?: unknown }) =>
      error.code === 127 && ((await stat(join(root, file))).mode & 0o004) !== 0,
  );
}

/** Whether a command is on the image's own PATH; an image without a shell is looked into from outside. */
async function inside(root: string, uid: number, env: readonly string[], command: string): Promise<boolean> {
  const path = env.find((each) => each.startsWith('PATH='))?.slice('PATH='.length) ?? '';
  for (const folder of path.split(':')) {
    const found = await execute('chroot', [
      `--userspec=${uid}:${uid}`,
      root,
      join(folder, command),
      '--version',
    ]).then(
      () => true,
      (error: { code?: unknown }) =>
        typeof error.code === 'number' && error.code !== 127 && error.code !== 126,
    );
    if (found) return true;
  }
  return false;
}
