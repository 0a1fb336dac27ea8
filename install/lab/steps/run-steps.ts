import { Listr, type ListrTask } from 'listr2';
import { plainProgress } from './plain-progress.ts';
import { NeededStepFailed, type Say, type Step } from './step.ts';

/** How long each step took, in milliseconds, by its title. */
export type Durations = Readonly<Record<string, number>>;

/**
 * Runs all steps side by side as their needs allow, showing each one's progress: live in a terminal, plain lines elsewhere.
 * When one fails, the others that do not need it go on to their end, so that their artifacts are kept.
 * @throws the first failed step's error.
 */
export async function runSteps(steps: readonly Step[]): Promise<Durations> {
  const live = process.stdout.isTTY && !process.env['CI'];
  if (live) await runLive(steps);
  else await Promise.allSettled(steps.map((each) => runPlain(each)));
  const outcomes = await Promise.allSettled(steps.map((each) => each.result));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof NeededStepFailed)) throw outcome.reason;
  }
  return Object.fromEntries(steps.map(({ title, timing }) => [title, Math.round(timing.tookMs)]));
}

async function runLive(steps: readonly Step[]): Promise<void> {
  const tasks: ListrTask[] = steps.map((each) => ({
    title: each.title,
    task: async (_context, task) => {
      await each.start((what) => (task.output = what));
      task.title = `${each.title} (${seconds(each.timing.tookMs)})`;
    },
  }));
  await new Listr(tasks, { concurrent: true, exitOnError: false }).run();
}

async function runPlain(each: Step): Promise<void> {
  const progress = plainProgress(each.title);
  const say: Say = (what) => progress.say(what);
  try {
    await each.start(say);
    progress.end(`done in ${seconds(each.timing.tookMs)}`);
  } catch (error) {
    progress.end(error instanceof NeededStepFailed ? error.message : 'failed');
    throw error;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
