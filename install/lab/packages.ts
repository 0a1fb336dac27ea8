import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { ConfigError } from '../../helpers/model/errors.ts';
import { run } from '../../helpers/process/run.ts';
import type { Say } from './steps/step.ts';

/** Debian packages that the lab calls, by a file that each one brings. */
const needed = {
  docker: { package: 'docker.io', file: '/usr/sbin/dockerd' },
  mmdebstrap: { package: 'mmdebstrap', file: '/usr/bin/mmdebstrap' },
  iptables: { package: 'iptables', file: '/usr/sbin/iptables' },
  ip: { package: 'iproute2', file: '/usr/bin/ip' },
  chromium: { package: 'chromium', file: '/usr/bin/chromium' },
  dcmtk: { package: 'dcmtk', file: '/usr/bin/storescu' },
} as const;

/** What building from source needs, and what checks call that no registry of packages but Debian's has. */
export const packagesForSource: readonly NeededPackage[] = [
  'docker',
  'mmdebstrap',
  'iptables',
  'ip',
  'chromium',
  'dcmtk',
];

/** What a private engine needs. */
export const packagesForEngine: readonly NeededPackage[] = ['docker', 'iptables', 'ip'];

/** What the lab may need from Debian. */
export type NeededPackage = keyof typeof needed;

/** The needed packages that are not here. */
export function missingPackages(names: readonly NeededPackage[]): string[] {
  return names.filter((name) => !existsSync(needed[name].file)).map((name) => needed[name].package);
}

/**
 * Makes sure that what is missing may be installed, before anything is touched: agreed to by `--yes`, or asked for.
 * @throws {ConfigError} with the command to run, where it may not.
 */
export async function agreeToPackages(names: readonly NeededPackage[], agreed: boolean): Promise<void> {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const command = installCommand(missing);
  const possible = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (
    possible &&
    (agreed || (await ask(`Install the Debian packages ${missing.join(', ')} (\`${command}\`)? [y/N] `)))
  )
    return;
  throw new ConfigError(
    `Expected the Debian packages ${missing.join(', ')}; they are not installed. Next: \`${command}\` as root, or \`npm start -- --yes\` (\`korthweb up --yes\`) as root, which does that.`,
  );
}

const installCommand = (missing: readonly string[]): string =>
  `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;

async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

/** Installs what is missing; `agreeToPackages` has been asked before. */
export async function installPackages(names: readonly NeededPackage[], say: Say): Promise<void> {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const command = installCommand(missing);
  say(command);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const onLine = (line: string): void => say(line.slice(0, 80));
  await run('apt-get', ['update'], { env, onLine });
  // The packages' own services stay off: the lab's engine is a private one.
  const policy = '/usr/sbin/policy-rc.d';
  const guard = existsSync(policy)
    ? ''
    : `printf '#!/bin/sh\\nexit 101\\n' > ${policy}; chmod 755 ${policy}; trap 'rm -f ${policy}' EXIT;`;
  await run('sh', ['-c', `${guard} ${command}`], { env, onLine });
}
