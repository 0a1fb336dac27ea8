import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const Named = z.looseObject({ name: z.string() });
const KubeConfig = z.looseObject({
  clusters: z.array(Named).nullish(),
  users: z.array(Named).nullish(),
  contexts: z.array(Named).nullish(),
});
const lists = ['clusters', 'users', 'contexts'] as const;

/** The file that kubectl would write to. */
export function userKubeconfig(): string {
  const [first] = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter(Boolean);
  return first ?? join(homedir(), '.kube', 'config');
}

/** Adds a cluster's own kubeconfig to the user's, whose current context stays what it was. */
export async function mergeIntoUserKubeconfig(own: string, into = userKubeconfig()): Promise<void> {
  const added = KubeConfig.parse(parse(await readFile(own, 'utf8')));
  const names = new Set(lists.flatMap((list) => (added[list] ?? []).map(({ name }) => name)));
  await edit(into, (user) => {
    for (const list of lists) {
      user[list] = [...(user[list] ?? []).filter(({ name }) => !names.has(name)), ...(added[list] ?? [])];
    }
  });
}

/** Takes a cluster's entries out of the user's kubeconfig. */
export async function removeFromUserKubeconfig(context: string, from = userKubeconfig()): Promise<void> {
  await edit(from, (user) => {
    for (const list of lists) user[list] = (user[list] ?? []).filter(({ name }) => name !== context);
    if (user['current-context'] === context) user['current-context'] = '';
  });
}

async function edit(file: string, change: (config: z.infer<typeof KubeConfig>) => void): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const config = KubeConfig.parse(parse(text) ?? { apiVersion: 'v1', kind: 'Config' });
  change(config);
  const after = stringify(config);
  if (after === text) return;
  await mkdir(dirname(file), { recursive: true });
  // Written whole or not at all: it may hold the user's way to clusters that matter.
  await writeFile(`${file}.korthweb`, after, { mode: 0o600 });
  await rename(`${file}.korthweb`, file);
}
