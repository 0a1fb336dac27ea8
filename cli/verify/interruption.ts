/** The user (or the machine) asked the run to stop. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  /** As shells have it: 128 and the signal's number. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}`);
    this.exitCode = exitCodes[signal] ?? 130;
  }
}

const exitCodes: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that a signal aborts: its cleanup then has the time it needs, until the same signal comes again.
 * @throws {InterruptedError} once the work has ended after a signal.
 */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const abort = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(exitCodes[signal] ?? 130);
    controller.abort(new InterruptedError(signal));
  };
  for (const signal of signals) process.on(signal, abort);
  try {
    const result = await work(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}

/** Runs a verb's work; when a signal stops it, says so and leaves with the exit code that shells expect. */
export async function orInterrupted(
  say: (line: string) => void,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await interruptible(work);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
