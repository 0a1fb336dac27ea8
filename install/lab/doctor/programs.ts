import { installedChromium } from '../../../helpers/process/chromium.ts';
import { run } from '../../../helpers/process/run.ts';
import { answers } from '../engine/docker.ts';
import { userEngine } from '../engine/engine.ts';
import { privateEngine } from '../engine/private-engine.ts';
import { missingPackages, packagesForSource } from '../packages.ts';
import type { Finding } from './finding.ts';

interface Program {
  /** What it is called, where its command is a path. */
  readonly what?: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly next: string;
}

const programs: readonly Program[] = [
  {
    command: 'go',
    args: ['version'],
    next: 'Install Go 1.21 or later; it fetches the toolchain that the lab asks for by itself.',
  },
  {
    command: 'python3',
    args: ['-m', 'pip', '--version'],
    next: 'Install Python 3 with pip (Debian: python3-pip).',
  },
  { command: 'npm', args: ['--version'], next: 'Install npm 11.' },
  {
    what: 'chromium',
    command: installedChromium() || '/usr/bin/chromium',
    args: ['--version'],
    next: "Install Debian's chromium, set KORTHWEB_CHROMIUM, or have Playwright's own; checks of pages need one.",
  },
];

/** The programs that the lab and its checks call, and the container engines that answer. */
export async function programFindings(): Promise<Finding[]> {
  return [...(await Promise.all(programs.map(look))), await engines(), packages()];
}

async function look({ command, what = command, args, next }: Program): Promise<Finding> {
  const version = await run(command, args, { timeout: 20_000 }).then(
    ({ stdout }) => stdout.split('\n')[0] ?? '',
    () => null,
  );
  return version === null
    ? { what, state: 'missing', found: command === what ? 'not on the PATH' : `not at ${command}`, next }
    : { what, state: 'ok', found: version };
}

async function engines(): Promise<Finding> {
  const [user, lab] = await Promise.all([answers(userEngine), answers(privateEngine)]);
  const what = 'Docker engine';
  if (user) return { what, state: 'ok', found: "the user's" };
  if (lab) return { what, state: 'ok', found: "the lab's own" };
  return {
    what,
    state: 'warning',
    found: 'none answers',
    next: 'Start Docker; as root `korthweb up` starts a private engine.',
  };
}

function packages(): Finding {
  const missing = missingPackages(packagesForSource);
  const what = 'Debian packages';
  if (missing.length === 0) return { what, state: 'ok', found: 'all that building from source needs' };
  return {
    what,
    state: 'warning',
    found: `without ${missing.join(', ')}`,
    next: `apt-get install ${missing.join(' ')} (as root), or \`korthweb up --yes\`.`,
  };
}
