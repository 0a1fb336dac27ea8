import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

let folder: string;
let silent: Server;
let port = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'korthweb-up-'));
  await writeFile(join(folder, 'no-bundle.tar.zst'), 'not an archive');
  // Takes connections and never answers, as a registry behind a wrong firewall rule does.
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  silent.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['up nowhere', /Unknown approach: expected one of .*helm.*, got "nowhere"/],
  ['up --sideways', /unknown option '--sideways'/],
  ['up --images somewhere', /Allowed choices are auto, registry, source/],
  ['up --name Not_A_Name', /Expected lower-case letters, digits and hyphens/],
  [
    'up --name new --mirror 127.0.0.1:1',
    /Expected a container registry at 127\.0\.0\.1:1, got .*\(https\).*Next: /,
  ],
  [
    'up --name new --mirror 127.0.0.1:SILENT',
    /Expected a container registry at 127\.0\.0\.1:\d+, got .*timeout.*Next: /,
  ],
  ['up --name new --mirror host --images source', /Expected --mirror with --images registry or auto/],
  [
    'up --name new --bundle nowhere.tar.zst',
    /Expected a bundle at nowhere\.tar\.zst, there is none\. Next: /,
  ],
  [
    'up --name new --bundle no-bundle.tar.zst',
    /Expected no-bundle\.tar\.zst to be an archive of `korthweb bundle`/,
  ],
  [
    'up --kubernetes latest',
    /'--kubernetes <version>'.*'latest' is invalid\. Expected a version of Kubernetes/,
  ],
  ['up --kubernetes 1.36.4 --bundle x', /option '--bundle <file>' cannot be used with option '--kubernetes/],
  [
    'up --name new --images source --kubernetes 1.36.4',
    /Expected --kubernetes 1\.\d+\.\d+ with images built from source, got 1\.36\.4.*Next: `--images registry`/,
  ],
  ['bundle', /Expected one of --out FILE and --push HOST/],
  ['down nowhere', /Unknown approach: expected one of .*helm.*, got "nowhere"/],
])(
  'korthweb %s is refused with 3, and one clear error',
  async (line, message) => {
    const { exitCode, all } = await korthweb(line.replace('SILENT', String(port)));
    expect(all).toMatch(message);
    expect(all).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(3);
  },
  60_000,
);

async function korthweb(line: string): Promise<{ exitCode: number | undefined; all: string }> {
  const { exitCode, all } = await execa(process.execPath, [cli, ...line.split(' ')], {
    cwd: folder,
    env: { KORTHWEB_CACHE: join(folder, 'cache'), KUBECONFIG: join(folder, 'kubeconfig') },
    reject: false,
    all: true,
  });
  return { exitCode, all };
}
