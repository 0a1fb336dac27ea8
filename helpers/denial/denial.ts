import { explain, InconclusiveError } from '../model/errors.ts';
import type { Control } from '../model/results.ts';
import type { Refusal } from './refusal.ts';

/** The allowed twin of a denied request: resolves when it is allowed, throws when it is not. */
export interface ControlAttempt {
  readonly what: string;
  readonly attempt: () => Promise<unknown>;
}

export interface DenialOptions<Outcome> {
  /** The denied request in words: `GET /system without credentials`. */
  readonly what: string;
  /** Makes the request and resolves to what became of it, refusals included. */
  readonly attempt: () => Promise<Outcome>;
  readonly expect: Refusal<Outcome>;
  /** At least one: a refusal beside which nothing is allowed proves nothing. */
  readonly controls: readonly [ControlAttempt, ...ControlAttempt[]];
}

/** A request that must be denied went through. Verdict `failed`. */
export class AllowedError extends Error {
  override readonly name = 'AllowedError';
}

/**
 * Proves that a request is denied: its controls are allowed before and after, and it is refused in exactly the
 * expected way. `record` receives the controls however it ends.
 * @throws {AllowedError} when it was allowed, whatever the controls say.
 * @throws {InconclusiveError} when it ended in any other way, or a control was not allowed.
 */
export async function denial<Outcome>(
  options: DenialOptions<Outcome>,
  record: (controls: readonly Control[]) => void = () => {},
): Promise<Control[]> {
  const before = await tryAll(options.controls);
  const outcome = await settle(options.attempt);
  const after = await tryAll(options.controls);
  const controls = options.controls.map(({ what }, index) => ({
    what,
    before: before[index] ? ('failed' as const) : ('passed' as const),
    after: after[index] ? ('failed' as const) : ('passed' as const),
  }));
  record(controls);
  judge(options, outcome);
  rejectFailed(options, 'before', before);
  rejectFailed(options, 'after', after);
  return controls;
}

type Settled<Outcome> = { readonly outcome: Outcome } | { readonly thrown: unknown };

async function settle<Outcome>(attempt: () => Promise<Outcome>): Promise<Settled<Outcome>> {
  try {
    return { outcome: await attempt() };
  } catch (thrown) {
    return { thrown };
  }
}

/** What each control threw, in order; `undefined` where it was allowed. */
async function tryAll(
  controls: readonly ControlAttempt[],
): Promise<({ readonly thrown: unknown } | undefined)[]> {
  const failures = [];
  for (const control of controls) {
    const settled = await settle(control.attempt);
    failures.push('thrown' in settled ? settled : undefined);
  }
  return failures;
}

function judge<Outcome>({ what, expect }: DenialOptions<Outcome>, settled: Settled<Outcome>): void {
  if ('thrown' in settled) {
    const message = `${what}: expected ${expect.what}, but the attempt itself broke: ${explain(settled.thrown)}`;
    throw new InconclusiveError(message, { cause: settled.thrown });
  }
  const classification = expect.classify(settled.outcome);
  if (classification === 'refused') return;
  const message = `${what}: expected ${expect.what}, got ${expect.describe(settled.outcome)}`;
  if (classification === 'allowed') throw new AllowedError(`${message}: it was allowed`);
  throw new InconclusiveError(`${message}, which proves nothing either way`);
}

function rejectFailed<Outcome>(
  { what, controls }: DenialOptions<Outcome>,
  when: 'before' | 'after',
  failures: readonly ({ readonly thrown: unknown } | undefined)[],
): void {
  const index = failures.findIndex((failure) => failure !== undefined);
  const failure = failures[index];
  if (!failure) return;
  throw new InconclusiveError(
    `${what}: refused as expected, but its control "${controls[index]?.what}" was not allowed ${when} it: ${explain(failure.thrown)}`,
    { cause: failure.thrown },
  );
}
