import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { useEmptyCache } from './testing.ts';

const cache = useEmptyCache();
const { lockLab } = await import('./lock.ts');
const file = join(cache, 'up.lock');
afterAll(async () => await rm(cache, { recursive: true }));

test('a second holder says whom it waits for, and goes on when the first is done', async () => {
  const said: string[] = [];
  const first = await lockLab(() => undefined);
  const second = lockLab((line) => {
    said.push(line);
    void first[Symbol.asyncDispose]();
  });
  await (await second)[Symbol.asyncDispose]();
  expect(said).toEqual([expect.stringContaining(String(process.pid))]);
  expect(existsSync(file)).toBe(false);
});

test('takes over from a process that is gone', async () => {
  const { pid } = spawnSync('true');
  await mkdir(cache, { recursive: true });
  await writeFile(file, `${pid} 1`);
  await using lock = await lockLab(() => expect.unreachable('nobody to wait for'));
  expect(lock).toBeDefined();
});

test('takes over from a process whose id belongs to another one by now', async () => {
  await writeFile(file, `${process.pid} 1`);
  await using lock = await lockLab(() => expect.unreachable('nobody to wait for'));
  expect(lock).toBeDefined();
});

test('takes over a lock that was cut short while it was written', async () => {
  await writeFile(file, '');
  await using lock = await lockLab(() => expect.unreachable('nobody to wait for'));
  expect(lock).toBeDefined();
});
