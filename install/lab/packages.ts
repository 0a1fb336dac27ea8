import { existsSync } from 'node:fs';
import { ConfigError } from '../../helpers/model/errors.ts';
import { run } from '../../helpers/process/run.ts';
import type { Say } from './steps/step.ts';

/** Debian packages that the lab calls, by a file that each one brings. */
const needed = {
  docker: { package: 'docker.io', file: '/usr/sbin/dockerd' },
  mmdebstrap: { package: 'mmdebstrap', file: '/usr/bin/mmdebstrap' },
  iptables: { package: 'iptables', file: '/usr/sbin/iptables' },
  ip: { package: 'iproute2', file: '/usr/bin/ip' },
} as const;

/** What the lab may need from Debian. */
export type NeededPackage = keyof typeof needed;

/** The needed packages that are not here. */
export function missingPackages(names: readonly NeededPackage[]): string[] {
  return names.filter((name) => !existsSync(needed[name].file)).map((name) => needed[name].package);
}

/**
 * Installs what is missing, as root and only when agreed to.
 * @throws {ConfigError} with the command to run, where it may not.
 */
export async function requirePackages(
  names: readonly NeededPackage[],
  agreed: boolean,
  say: Say,
): Promise<void> {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const command = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !agreed || !existsSync('/usr/bin/apt-get')) {
    throw new ConfigError(
      `Expected the Debian packages ${missing.join(', ')}; they are not installed. Next: \`${command}\` as root, or \`korthweb up --yes\` as root, which does that.`,
    );
  }
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
