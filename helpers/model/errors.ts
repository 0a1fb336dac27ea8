/** Something the user gave (flag, profile, kubeconfig) is wrong; nothing has been touched. Exit code 3. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What a check or command needs could not be set up. Verdict `setup-failed`, exit code 2. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** A wait ended before its condition held; the last error is the `cause`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** The check could neither confirm nor refute the behaviour. Verdict `inconclusive`, exit code 2. */
export class InconclusiveError extends Error {
  override readonly name = 'InconclusiveError';
}

/** Makes an Error of whatever was thrown: some medical libraries throw strings. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  return new Error(typeof thrown === 'string' ? thrown : JSON.stringify(thrown));
}

/** The messages of an error and its causes, outermost first, joined by ": ". */
export function explain(thrown: unknown): string {
  const messages: string[] = [];
  for (
    let error: unknown = thrown;
    error !== undefined;
    error = error instanceof Error ? error.cause : undefined
  ) {
    const { message } = toError(error);
    if (!messages.some((outer) => outer.includes(message))) messages.push(message);
  }
  return messages.join(': ');
}
