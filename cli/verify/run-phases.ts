import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { aloneVariable, deploymentVariable } from '../../fixtures/deployment.ts';
import { disruptiveVariable } from '../../fixtures/disruptive.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { redactVariable } from '../../helpers/model/redact.ts';
import { Conformance, type CheckResult } from '../../helpers/model/results.ts';
import { reportVariables } from '../../reports/reporters.ts';
import { phasesFor, type Phase } from './phases.ts';
import {
  playwright,
  projectRoot,
  startPlaywright,
  type PlaywrightOptions,
  type PlaywrightRun,
} from './playwright.ts';
import { playwrightArguments, selectedFiles, type Selection } from './selection.ts';

export interface PhasesOptions {
  /** The folder that holds `playwright.config.ts` and `suites/`. */
  readonly cwd?: string;
  /** The reports' folder; its `html/` and `phases/` are made anew. */
  readonly folder: string;
  /** The file that describes the deployment. */
  readonly deployment: string;
  /** How many tenants it has. */
  readonly tenants: number;
  readonly selection: Selection;
  readonly disruptive: boolean;
  readonly workers: number | undefined;
  /** Kept out of every report. */
  readonly secrets: readonly string[];
  readonly output: PlaywrightOptions['output'];
  readonly signal: AbortSignal;
  /** What is waited for once the checks have been loaded, before the first of them runs. */
  readonly after?: Promise<unknown>;
}

/** Runs the phases that a selection needs, one after the other, and resolves to their checks; the HTML page is one. */
export async function runPhases(options: PhasesOptions): Promise<CheckResult[]> {
  // If it fails early, that is told where it is waited for; until then nobody else has to know of it.
  options.after?.catch(() => {});
  const { cwd = projectRoot, folder, selection } = options;
  const files = selectedFiles(join(cwd, 'suites'), selection);
  const phases = phasesFor(files, selection, options);
  await Promise.all(
    ['phases', 'html'].map((part) => rm(join(folder, part), { recursive: true, force: true })),
  );
  await mkdir(join(folder, 'phases'), { recursive: true });
  const run = { ...options, isOneOfMany: phases.length > 1 };
  const checks = await oneAfterTheOther(phases, run);
  if (phases.length > 1) await mergePages(options);
  return checks.toSorted((a, b) => a.id.localeCompare(b.id));
}

interface Run extends PhasesOptions {
  readonly isOneOfMany: boolean;
}

/**
 * Each phase loads its suites and starts its workers while the one before it runs; what comes after a quiet one does so
 * before that, to leave it quiet.
 */
async function oneAfterTheOther(phases: readonly Phase[], options: Run): Promise<CheckResult[]> {
  const checks: CheckResult[] = [];
  await using loading = new AsyncDisposableStack();
  const loaded: { readonly phase: Phase; readonly process: PlaywrightRun }[] = [];
  const loadNext = (): void => {
    const phase = phases[loaded.length];
    if (!phase) return;
    loaded.push({ phase, process: loading.use(load(phase, options)) });
    if (phase.crew === 'none') loadNext();
  };
  loadNext();
  await options.after;
  const began = new Date();
  // It goes on to what is added meanwhile.
  for (const [index, { phase, process }] of loaded.entries()) {
    if (index === loaded.length - 1) loadNext();
    const code = await process.run(began);
    options.signal.throwIfAborted();
    checks.push(...(await readChecks(join(resultsOf(phase, options), 'conformance.json'), phase, code)));
  }
  return checks;
}

function load(phase: Phase, options: Run): PlaywrightRun {
  const { cwd = projectRoot, folder, selection, output, signal, isOneOfMany } = options;
  const results = resultsOf(phase, options);
  const page = isOneOfMany
    ? { [reportVariables.blob]: `${results}.zip` }
    : { [reportVariables.html]: join(folder, 'html') };
  const alone = phase.crew === 'any' ? {} : { [aloneVariable]: '1' };
  const env = { ...environment(options), ...page, ...alone, [reportVariables.folder]: results };
  const workers = phase.crew === 'none' ? 1 : options.workers;
  const all = [
    'test',
    '--pass-with-no-tests',
    ...testsOf(phase, selection),
    '--output',
    join(results, 'attachments'),
    ...(workers ? ['--workers', String(workers)] : []),
  ];
  return startPlaywright(all, { cwd, env, output, signal });
}

/** Playwright's arguments for those tests of a selection that are a phase's. */
export const testsOf = (phase: Phase, { tags, ...selection }: Selection): string[] => [
  ...playwrightArguments({ ...selection, tags: [...tags, ...phase.tags] }, phase.files),
  ...without(phase),
];

const resultsOf = ({ name }: Phase, { folder }: Run): string => join(folder, 'phases', name);

function environment({ deployment, disruptive, secrets, output }: Run): Record<string, string> {
  return {
    [deploymentVariable]: deployment,
    [disruptiveVariable]: disruptive ? '1' : '0',
    [redactVariable]: JSON.stringify(secrets),
    KORTHWEB_PROGRESS: output,
  };
}

const without = ({ without: tags }: Phase): string[] =>
  tags.length > 0 ? ['--grep-invert', `@(?:${tags.join('|')})(?![\\w-])`] : [];

async function readChecks(file: string, phase: Phase, code: number): Promise<CheckResult[]> {
  try {
    return Conformance.parse(JSON.parse(await readFile(file, 'utf8'))).checks;
  } catch (cause) {
    throw new SetupError(
      `The ${phase.name} phase left no results in ${file}: Playwright ended with exit code ${code}`,
      { cause },
    );
  }
}

async function mergePages({ cwd = projectRoot, folder, signal }: PhasesOptions): Promise<void> {
  const phases = join(folder, 'phases');
  const env = { PLAYWRIGHT_HTML_OUTPUT_DIR: join(folder, 'html'), PLAYWRIGHT_HTML_OPEN: 'never' };
  await playwright(['merge-reports', '--reporter', 'html', phases], {
    cwd,
    env,
    output: 'none',
    signal,
  });
  // What was merged is in the page now.
  const merged = (await readdir(phases)).filter((part) => /^resources$|[.](?:zip|jsonl)$/.test(part));
  await Promise.all(merged.map((part) => rm(join(phases, part), { recursive: true })));
}
