import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDigest, recordDigests, upstream } from './images-lock.ts';

const one = `sha256:${'1'.repeat(64)}`;
const two = `sha256:${'2'.repeat(64)}`;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  file = join(folder, 'images.lock.json');
});
afterEach(async () => await rm(folder, { recursive: true }));

test('an image that the lock does not know is reported as new', async () => {
  expect(await checkDigest(upstream, 'postgres:17.11', one, file)).toBe(false);
});

test('a recorded image is held to its digest, for its own source alone', async () => {
  await recordDigests(upstream, { 'postgres:17.11': one }, file);
  expect(await checkDigest(upstream, 'postgres:17.11', one, file)).toBe(true);
  expect(await checkDigest('mirror.example.org', 'postgres:17.11', two, file)).toBe(false);
  await expect(checkDigest(upstream, 'postgres:17.11', two, file)).rejects.toThrow(
    `Expected postgres:17.11 from upstream to have the digest ${one}, got ${two}`,
  );
});

test('the lock is sorted, so that its changes are easy to review', async () => {
  await recordDigests(upstream, { 'traefik:v3.7.15': one }, file);
  await recordDigests(upstream, { 'postgres:17.11': two }, file);
  const text = await readFile(file, 'utf8');
  expect(text.indexOf('postgres')).toBeLessThan(text.indexOf('traefik'));
});
