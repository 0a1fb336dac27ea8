import { toError } from '../model/errors.ts';
import { firstAnswer } from '../net/first-answer.ts';
import { socketFailure } from '../net/socket-errors.ts';
import type { Target, Vantage } from '../net/vantage.ts';
import { originate } from '../tls/originate.ts';
import { isOwnAnswer } from './own-answers.ts';
import { protocols } from './targets.ts';

/** What a client says first, by protocol, and the server name that it sends with TLS. */
export interface Hellos extends Readonly<Record<(typeof protocols)[number], Buffer>> {
  readonly servername: string;
}

/** What became of the tries to reach a server of the tenant at a port. */
export interface Reached {
  /** The ways that lead to one: `HTTP`, `DICOM over TLS` … */
  readonly ways: readonly string[];
  /** Why nobody is known to be there: set where no try was so much as refused. */
  readonly unheard?: Error;
}

/**
 * Tries each protocol at a port, as it is and inside TLS. No way leads on where nothing listens, somebody else answers,
 * or nobody does within timeout `request`.
 */
export async function reachedBy(vantage: Vantage, target: Target, hellos: Hellos): Promise<Reached> {
  const tries = protocols.flatMap((protocol) => [false, true].map((tls) => ({ protocol, tls })));
  const found = await Promise.all(
    tries.map(async (how) => ({ ...how, ...(await tryOnce(vantage, target, hellos, how)) })),
  );
  const ways = found.flatMap(({ end, protocol, tls }) =>
    end === 'reached' ? [`${protocol}${tls ? ' over TLS' : ''}`] : [],
  );
  const unheard = found.every(({ end }) => end === 'unheard') ? found[0]?.error : undefined;
  return { ways, ...(unheard && { unheard }) };
}

type Try =
  | { readonly end: 'reached' | 'shut'; readonly error?: never }
  | { readonly end: 'unheard'; readonly error: Error };

async function tryOnce(
  vantage: Vantage,
  target: Target,
  hellos: Hellos,
  { protocol, tls }: { readonly protocol: (typeof protocols)[number]; readonly tls: boolean },
): Promise<Try> {
  const opened = await vantage.open(target).catch(toError);
  if (opened instanceof Error) return isRefusal(opened) ? { end: 'shut' } : { end: 'unheard', error: opened };
  try {
    const spoken = tls ? await originate(opened, { servername: hellos.servername, verify: false }) : opened;
    const answer = await firstAnswer(spoken, hellos[protocol], isOwnAnswer[protocol]);
    return { end: isOwnAnswer[protocol](answer) ? 'reached' : 'shut' };
  } catch {
    return { end: 'shut' }; // Somebody is there who does not speak TLS.
  }
}

const isRefusal = (error: Error): boolean => ['refused', 'reset'].includes(socketFailure(error) ?? '');
