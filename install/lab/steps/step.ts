/** Says what a step is doing now, in a few words. */
export type Say = (what: string) => void;

/** One part of a longer piece of work: it starts when all that it needs is there. */
export interface Step<Result = unknown> {
  readonly title: string;
  readonly needs: readonly Step[];
  readonly result: Promise<Result>;
  /** Called once, by the runner. */
  readonly start: (say: Say) => Promise<void>;
  readonly timing: { waitedMs: number; tookMs: number };
}

export interface StepDefinition<Result> {
  readonly title: string;
  readonly needs?: readonly Step[];
  readonly run: (say: Say) => Promise<Result>;
}

/** Defines a step; other steps name it in their `needs` and await its `result`. */
export function step<Result>({ title, needs = [], run }: StepDefinition<Result>): Step<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  // Who awaits the step sees its failure; nobody needs to.
  promise.catch(() => undefined);
  const timing = { waitedMs: 0, tookMs: 0 };
  const start = async (say: Say): Promise<void> => {
    try {
      const asked = performance.now();
      await waitFor(needs, say);
      const started = performance.now();
      timing.waitedMs = started - asked;
      resolve(await run(say));
      timing.tookMs = performance.now() - started;
    } catch (error) {
      reject(error);
      throw error;
    }
  };
  return { title, needs, result: promise, start, timing };
}

/** A needed step failed, so this one did not start. */
export class NeededStepFailed extends Error {
  override readonly name = 'NeededStepFailed';
}

async function waitFor(needs: readonly Step[], say: Say): Promise<void> {
  for (const need of needs) {
    say(`waiting for: ${need.title}`);
    await need.result.catch((error: unknown) => {
      throw new NeededStepFailed(`not started, since "${need.title}" failed`, { cause: error });
    });
  }
  say('');
}
