import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { SetupError } from '../../helpers/model/errors.ts';
import { Approach } from '../../helpers/model/approach.ts';
import approach from './approach.ts';
import { imageContracts } from './images.contract.ts';
import { requiredCrds, stageChart } from './package.ts';

const scratch = () => mkdtemp(join(tmpdir(), 'korthweb-chart-'));

async function crdFile(names: readonly string[]): Promise<string> {
  const path = join(await scratch(), 'crds.yaml');
  const documents = names.map((name) => stringify({ kind: 'CustomResourceDefinition', metadata: { name } }));
  await writeFile(path, documents.join('---\n'));
  return path;
}

test('stages the chart with the CRDs, in place of what was there', async () => {
  const into = join(await scratch(), 'orthweb');
  const crds = await crdFile(requiredCrds);
  await stageChart({ crdFile: crds, into });
  await writeFile(join(into, 'stale.yaml'), '');
  await expect(stageChart({ crdFile: crds, into })).resolves.toBe(into);

  expect(await readFile(join(into, 'crds', 'traefik.yaml'), 'utf8')).toBe(await readFile(crds, 'utf8'));
  expect(await readFile(join(into, 'Chart.yaml'), 'utf8')).toContain('name: orthweb');
  await expect(readFile(join(into, 'stale.yaml'))).rejects.toThrow('ENOENT');
});

test('names the CRDs that are missing', async () => {
  const crds = await crdFile(requiredCrds.filter((name) => !name.startsWith('tls')));
  const staged = stageChart({ crdFile: crds, into: join(await scratch(), 'orthweb') });
  await expect(staged).rejects.toThrow(SetupError);
  await expect(staged).rejects.toThrow('without tlsoptions.traefik.io, tlsstores.traefik.io');
});

test('names the file that is not there', async () => {
  const staged = stageChart({ crdFile: '/nowhere/crds.yaml', into: join(await scratch(), 'orthweb') });
  await expect(staged).rejects.toThrow("Cannot read Traefik's CRDs from /nowhere/crds.yaml");
});

const Values = z.object({
  web: z.object({ host: z.string() }),
  dicom: z.object({ host: z.string(), aeTitle: z.string() }),
  images: z.record(z.string(), z.unknown()),
});
const Image = z.object({ repository: z.string(), tag: z.string() });

async function values() {
  return Values.parse(parse(await readFile(join(import.meta.dirname, 'chart/values.yaml'), 'utf8')));
}

test("the chart's images are those of the contract", async () => {
  const { images } = await values();
  for (const [name, { image }] of Object.entries(imageContracts)) {
    const { repository, tag } = Image.parse(images[name]);
    expect(`${repository}:${tag}`).toBe(image);
  }
});

test("the approach has the chart's hosts and AE title", async () => {
  const { web, dicom } = await values();
  const [tenant] = Approach.parse(approach).tenants;
  expect(tenant?.web.host).toBe(web.host);
  expect(tenant?.dicom).toMatchObject({ host: dicom.host, aeTitle: dicom.aeTitle });
});
