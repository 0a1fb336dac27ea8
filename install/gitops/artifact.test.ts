import { globSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../lab/paths.ts';
import { grafanaImage } from '../lab/versions.ts';
import { registryImageContracts } from './images.contract.ts';
import installer from './install.ts';
import { leaveOut, withoutResource } from './leave-out.ts';

const artifact = join(import.meta.dirname, 'artifact');
const imagesOf = (folder: string): string[] =>
  globSync('**/*.yaml', { cwd: join(import.meta.dirname, folder) }).flatMap((file) =>
    [
      ...readFileSync(join(import.meta.dirname, folder, file), 'utf8').matchAll(/\bimage: ([^\s{}]+:\S+)/g),
    ].flatMap(([, image]) => image ?? []),
  );

test('every image that its manifests name is built, or pulled where images are', () => {
  const known = [...installer.images.map(({ name }) => name), ...installer.registryImages];
  const named = [...imagesOf('artifact'), ...imagesOf('bootstrap')];
  expect(named).toContain(grafanaImage);
  expect(named.filter((image) => !known.includes(image))).toEqual([]);
});

test('an image that cannot be built has a contract, and is in the documents', () => {
  const documents = readFileSync(join(projectRoot, 'docs', 'images.md'), 'utf8');
  expect(registryImageContracts.map(({ image }) => image)).toEqual(installer.registryImages);
  for (const image of installer.registryImages) expect(documents).toContain(`\`${image}\``);
});

test('what cannot start is left out, and what it would be provisioned with is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-artifact-'));
  try {
    await cp(join(artifact, 'observability', 'grafana'), folder, { recursive: true });
    await leaveOut(folder, 'grafana.yaml');
    expect(globSync('*.yaml', { cwd: folder })).toEqual(['kustomization.yaml']);
    const left: unknown = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
    expect(left).toMatchObject({ resources: [], configMapGenerator: expect.any(Array) });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('leaving out what is not there is an error', () => {
  expect(() => withoutResource('resources: [a.yaml]', 'b.yaml')).toThrow(
    'Expected a kustomization with b.yaml; it has a.yaml',
  );
});
