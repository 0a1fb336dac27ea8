import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { mergeIntoUserKubeconfig, removeFromUserKubeconfig } from './kubeconfig.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))));
afterEach(async () => await rm(folder, { recursive: true }));

function config(name: string, server: string, current = name): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': current,
  };
}

async function write(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, stringify(content));
  return file;
}

const read = async (file: string): Promise<unknown> => parse(await readFile(file, 'utf8'));

test('adds a cluster and leaves the current context what it was', async () => {
  const user = await write('user', config('hospital', 'https://hospital'));
  await mergeIntoUserKubeconfig(await write('own', config('kind-korthweb-helm', 'https://lab')), user);
  expect(await read(user)).toMatchObject({
    'current-context': 'hospital',
    clusters: [{ name: 'hospital' }, { name: 'kind-korthweb-helm' }],
  });
});

test('replaces the entries of a former cluster of the same name', async () => {
  const user = await write('user', config('kind-korthweb-helm', 'https://old'));
  await mergeIntoUserKubeconfig(await write('own', config('kind-korthweb-helm', 'https://new')), user);
  expect(await read(user)).toMatchObject({ clusters: [{ cluster: { server: 'https://new' } }] });
});

test('makes a kubeconfig that only its owner can read where there is none', async () => {
  const user = join(folder, 'deep', 'config');
  await mergeIntoUserKubeconfig(await write('own', config('kind-korthweb-helm', 'https://lab')), user);
  expect((await stat(user)).mode & 0o777).toBe(0o600);
});

test('removes a cluster, and its context if it was the current one', async () => {
  const user = await write('user', config('kind-korthweb-helm', 'https://lab'));
  await removeFromUserKubeconfig('kind-korthweb-helm', user);
  expect(await read(user)).toMatchObject({ clusters: [], users: [], contexts: [], 'current-context': '' });
});
