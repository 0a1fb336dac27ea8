import { stripVTControlCharacters } from 'node:util';
import type { Verdict } from './results.ts';

/** How a check ended, as Playwright tells it. */
export interface Ending {
  readonly status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  /** The errors' texts, each beginning with its class: `InconclusiveError: …`. */
  readonly errors: readonly string[];
  /** Errors of fixtures and hooks, before or after the body. */
  readonly aroundErrors: readonly string[];
  /** The reason given to `test.skip`; null where nobody asked for the skip. */
  readonly skipReason: string | null;
}

/** A check's verdict, and why it is not `passed`. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string | null;
}

const unsupported = /^unsupported:\s*/;

/** Maps the end of a check to its verdict. Of several errors the gravest decides, and gives the reason. */
export function verdictOf(ending: Ending): Judgement {
  if (ending.status === 'passed') return { verdict: 'passed', reason: null };
  if (ending.status === 'skipped') return skipped(ending.skipReason);
  if (ending.status === 'interrupted') return { verdict: 'inconclusive', reason: 'the run was interrupted' };
  const around = ending.aroundErrors.map(clean);
  const judged = ending.errors.map((error) => judge(clean(error), around));
  for (const verdict of ['failed', 'setup-failed', 'inconclusive'] as const) {
    const first = judged.find((one) => one.verdict === verdict);
    if (first) return first;
  }
  return { verdict: 'inconclusive', reason: 'it ended without an error or a result' };
}

function skipped(reason: string | null): Judgement {
  if (reason === null) return { verdict: 'inconclusive', reason: 'it did not run' };
  if (unsupported.test(reason)) return { verdict: 'unsupported', reason: reason.replace(unsupported, '') };
  return { verdict: 'skipped', reason: reason || 'skipped without a reason' };
}

/** Playwright's own words where the time ran out in a fixture. */
const timeoutInFixture = /while setting up|tearing down|while running "(before|after)/i;

function judge(error: string, around: readonly string[]): Judgement {
  const reason = error.replace(/^Error: /, '');
  if (error.startsWith('InconclusiveError:')) return { verdict: 'inconclusive', reason: bare(error) };
  if (error.startsWith('SetupError:')) return { verdict: 'setup-failed', reason: bare(error) };
  if (around.includes(error) || timeoutInFixture.test(error)) return { verdict: 'setup-failed', reason };
  if (/worker process exited unexpectedly/.test(error)) return { verdict: 'inconclusive', reason };
  return { verdict: 'failed', reason: bare(error) };
}

const clean = (text: string): string => stripVTControlCharacters(text).trim();

/** Without the class, which the verdict says already. */
const bare = (error: string): string =>
  error.replace(/^(?:Error|InconclusiveError|SetupError|AllowedError|TimeoutError): /, '');
