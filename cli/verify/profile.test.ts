import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadApproach } from '../../fixtures/load-approach.ts';
import { Objectives, Tenant } from '../../helpers/model/approach.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import { projectRoot } from './playwright.ts';
import { applyProfile, Profile, readProfile } from './profile.ts';
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

  test('replaces a selector: one with labels of both would select nothing', async () => {
    const { tenants } = await apply('tenants: [{ orthanc: { podSelector: { role: pacs } } }]');
    expect(tenants[0]?.orthanc.podSelector).toEqual({ role: 'pacs' });
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

const Node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  items: z.unknown().optional(),
});

/** The paths of all fields that a schema names: `web.service.name`. */
const fieldsOf = (schema: z.ZodType): string[] => namedBy(z.toJSONSchema(schema, { io: 'input' }));

function namedBy(schema: unknown): string[] {
  const { properties, items } = Node.parse(schema);
  const own = Object.entries(properties).flatMap(([key, value]) => below(key, namedBy(value)));
  return items === undefined ? own : namedBy(items);
}

/** The paths of all fields that a value has, in lists those of any element. */
function fieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => below(key, fieldsIn(each)));
}

const below = (key: string, fields: readonly string[]): string[] => [
  key,
  ...fields.map((field) => `${key}.${field}`),
];

async function sample(): Promise<string> {
  const text = await readFile(join(projectRoot, 'docs/verdicts.md'), 'utf8');
  return /## A profile[^]*?```yaml\n([^]*?)```/.exec(text)?.[1] ?? '';
}

describe('the sample in docs/verdicts.md', () => {
  test('is a profile, of the manual approach for one', async () => {
    const file = join(folder, 'sample.yaml');
    await writeFile(file, await sample());
    const { title } = applyProfile(await loadApproach('manual'), await readProfile(file), file);
    expect(title).toBe("The hospital's PACS");
  });

  test('has every field', async () => {
    const known = [
      ...fieldsOf(Profile),
      ...below('objectives', fieldsOf(Objectives)),
      ...below('tenants', fieldsOf(Tenant)),
    ];
    expect(known).toContain('tenants.mesh.policies.orthanc');
    const present = fieldsIn(parse(await sample()));
    expect(known.filter((field) => !present.includes(field))).toEqual([]);
  });
});
