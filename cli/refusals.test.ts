import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'korthweb-refusals-'));
  const cluster = { name: 'dead', cluster: { server: 'https://127.0.0.1:59999' } };
  const context = { name: 'dead', context: { cluster: 'dead', user: 'me' } };
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [cluster],
    contexts: [context],
    users: [{ name: 'me', user: { token: 'x' } }],
  };
  await writeFile(join(folder, 'kubeconfig'), JSON.stringify(kubeconfig));
  await writeFile(join(folder, 'profile.yaml'), 'workers: none');
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['verify nowhere', /Unknown approach: expected one of .*helm.*, got "nowhere"/],
  ['verify --sideways', /unknown option '--sideways'/],
  ['verify --workers none', /--workers: expected a whole number of 1 or more, got "none"/],
  ['verify --grep (', /--grep: expected a regular expression, got "\("/],
  ['verify --profile nowhere.yaml', /nowhere\.yaml cannot be read: ENOENT/],
  ['verify --profile profile.yaml', /`workers`: expected number, got "none" \(string\)/],
  ['verify --kubeconfig nowhere', /Expected a kubeconfig at nowhere/],
  [
    'verify --kubeconfig kubeconfig --context other',
    /Expected a context `other` in kubeconfig; it has `dead`/,
  ],
  ['verify --kubeconfig kubeconfig --context dead', /127\.0\.0\.1:59999.*refuses the connection/s],
  ['sweep --kubeconfig kubeconfig --context dead', /127\.0\.0\.1:59999.*refuses the connection/s],
  ['faults --only nowhere', /--only: expected one of .*, got "nowhere"/],
  ['report nowhere', /No results of nowhere in .*Next: npx korthweb verify/],
])('korthweb %s is refused with 3, and one clear error', async (line, message) => {
  const { exitCode, all } = await execa(process.execPath, [cli, ...line.split(' ')], {
    cwd: folder,
    env: { KORTHWEB_OUT: join(folder, 'out') },
    reject: false,
    all: true,
  });
  expect(all).toMatch(message);
  expect(all).not.toMatch(/^\s+at /m);
  expect(exitCode).toBe(3);
});
