import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../helpers/model/errors.ts';
import { applyProfile, readProfile } from './profile.ts';
import { tinyDeployment } from './testing/tiny-deployment.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'korthweb-profile-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function apply(yaml: string) {
  const file = join(folder, 'hospital.yaml');
  await writeFile(file, yaml);
  return applyProfile(tinyDeployment.approach, await readProfile(file), 'hospital.yaml');
}

async function refusal(yaml: string): Promise<string> {
  const error: unknown = await apply(yaml).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return error instanceof Error ? error.message : '';
}

describe('a profile', () => {
  test('overrides single fields and keeps the rest', async () => {
    const { tenants, features } = await apply(
      'features: [postgres]\ntenants: [{ web: { host: pacs.hospital.org } }]',
    );
    expect(features).toEqual(['postgres']);
    expect(tenants[0]?.web).toEqual({
      ...tinyDeployment.approach.tenants[0]?.web,
      host: 'pacs.hospital.org',
    });
    expect(tenants[0]?.database).toEqual(tinyDeployment.approach.tenants[0]?.database);
  });

  test('that is empty changes nothing', async () => {
    expect(await apply('')).toEqual(tinyDeployment.approach);
  });

  test.each([
    [
      'tenants: [{ web: { port: 70000 } }]',
      '`tenants[0].web.port`: expected at most 65535, got 70000 (number)',
    ],
    ['tenants: [{ web: { port: "443" } }]', '`tenants[0].web.port`: expected number, got "443" (string)'],
    ['tenants: [{ web: { hots: x } }]', '`tenants[0].web.hots`: unknown'],
    ['tenants: [{ name: other }]', '`tenants[0].namespace`: expected string, got nothing'],
    ['features: [dicom]', '`features[0]`: expected one of traefik, istio'],
    ['workers: 0', '`workers`: expected at least 1, got 0 (number)'],
    ['disruptive: maybe', '`disruptive`: expected boolean, got "maybe" (string)'],
    ['speed: fast', '`speed`: unknown'],
    ['- a list', '`(the whole)`: expected object, got a list of 1'],
  ])('%s: names the field, what was expected and what was got', async (yaml, message) => {
    expect(await refusal(yaml)).toContain(message);
  });

  test('names every bad field at once', async () => {
    const message = await refusal('tenants: [{ web: { port: 0 }, dicom: { aeTitle: "" } }]');
    expect(message).toContain('`tenants[0].web.port`: expected at least 1, got 0');
    expect(message).toContain('`tenants[0].dicom.aeTitle`: expected at least 1 characters, got ""');
  });

  test('that is no YAML, or not there, is refused', async () => {
    expect(await refusal('tenants: [')).toMatch(/is not YAML: .* line 1/s);
    await expect(readProfile(join(folder, 'nowhere.yaml'))).rejects.toThrow(
      /nowhere\.yaml cannot be read: ENOENT/,
    );
  });
});
