import type { Finding } from './finding.ts';
import { run } from '../../../helpers/process/run.ts';

interface Reached {
  readonly what: string;
  readonly reached: boolean;
}

const containerRegistry = 'https://registry-1.docker.io/v2/';

/** Whether a container registry answers from here (401 asks for a token, which is an answer). */
export async function containerRegistryAnswers(url = containerRegistry): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
  return answer !== null && (answer.ok || answer.status === 401);
}

/** Which registries can be reached, and so which image source is possible. */
export async function registryFindings(): Promise<{
  findings: Finding[];
  registry: boolean;
  source: boolean;
}> {
  const [containers, ...packages] = await Promise.all([
    containerRegistryAnswers(),
    goProxy(),
    npm(),
    python(),
  ]);
  const source = packages.every(({ reached }) => reached);
  return {
    registry: containers,
    source,
    findings: [
      containers
        ? { what: 'container registry', state: 'ok', found: 'answers' }
        : {
            what: 'container registry',
            state: 'warning',
            found: 'does not answer',
            next: 'Images can be built from source, or come from a mirror (`--mirror HOST`) or a bundle (`--bundle FILE`).',
          },
      ...packages.map(toFinding),
    ],
  };
}

function toFinding({ what, reached }: Reached): Finding {
  if (reached) return { what, state: 'ok', found: 'answers' };
  return {
    what,
    state: 'warning',
    found: 'does not answer',
    next: 'Building from source needs it; set its proxy, or use --mirror or --bundle.',
  };
}

async function reaches(what: string, command: string, args: readonly string[]): Promise<Reached> {
  return {
    what,
    reached: await run(command, args, { timeout: 30_000 }).then(
      () => true,
      () => false,
    ),
  };
}

const goProxy = async (): Promise<Reached> =>
  await reaches('Go modules', 'go', ['list', '-m', '-versions', 'github.com/spf13/cobra']);
const npm = async (): Promise<Reached> => await reaches('npm registry', 'npm', ['view', 'yaml', 'version']);
const python = async (): Promise<Reached> =>
  await reaches('Python packages', 'python3', [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--dest',
    '/tmp',
    'six==1.16.0',
  ]);
