import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { useEmptyCache } from './testing.ts';

const cache = useEmptyCache();
const { artifact } = await import('./artifact.ts');
const { removeLeftovers } = await import('./leftovers.ts');
afterAll(async () => await rm(cache, { recursive: true }));

const write = (text: string) => async (into: string) => await writeFile(join(into, 'file'), text);

test('is built once for its inputs, and anew when they change', async () => {
  let builds = 0;
  const build = async (into: string): Promise<void> => await write(String(++builds))(into);
  const first = await artifact({ name: 'once', inputs: 1, build });
  expect(await artifact({ name: 'once', inputs: 1, build })).toBe(first);
  expect(await artifact({ name: 'once', inputs: 2, build })).not.toBe(first);
  expect(builds).toBe(2);
});

test('is built once when two ask for it at the same time', async () => {
  let builds = 0;
  const build = async (into: string): Promise<void> => await write(String(++builds))(into);
  const recipe = { name: 'shared', inputs: 1, build };
  await Promise.all([artifact(recipe), artifact(recipe)]);
  expect(builds).toBe(1);
});

const half = async (into: string): Promise<void> => {
  await write('half')(into);
  throw new Error('power failure');
};

test('leaves nothing that passes for whole when its build stops half way', async () => {
  await expect(artifact({ name: 'half', inputs: 1, build: half })).rejects.toThrow('power failure');
  await removeLeftovers();
  expect((await readdir(join(cache, 'artifacts'))).filter((name) => name.startsWith('half'))).toEqual([]);
});

test('a build that failed is tried again by who asks next', async () => {
  const recipe = { name: 'again', inputs: 1 };
  await expect(artifact({ ...recipe, build: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
  const folder = await artifact({ ...recipe, build: write('whole') });
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('whole');
});
