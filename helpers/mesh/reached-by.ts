import { firstAnswer } from '../net/first-answer.ts';
import type { Target, Vantage } from '../net/vantage.ts';
import { originate } from '../tls/originate.ts';
import { isOwnAnswer } from './own-answers.ts';
import { protocols } from './targets.ts';

/** What a client says first, by protocol, and the server name that it sends with TLS. */
export interface Hellos extends Readonly<Record<(typeof protocols)[number], Buffer>> {
  readonly servername: string;
}

/**
 * The ways in which a port leads to a server of the tenant: each protocol is tried as it is and inside TLS. None where
 * nothing listens, somebody else answers, or nobody does within timeout `request`.
 */
export async function reachedBy(
  vantage: Vantage,
  target: Target,
  hellos: Hellos,
): Promise<readonly string[]> {
  const tries = protocols.flatMap((protocol) => [false, true].map((tls) => ({ protocol, tls })));
  const found = await Promise.all(
    tries.map(async ({ protocol, tls }) =>
      (await isReached(vantage, target, hellos, { protocol, tls }))
        ? [`${protocol}${tls ? ' over TLS' : ''}`]
        : [],
    ),
  );
  return found.flat();
}

async function isReached(
  vantage: Vantage,
  target: Target,
  hellos: Hellos,
  { protocol, tls }: { readonly protocol: (typeof protocols)[number]; readonly tls: boolean },
): Promise<boolean> {
  try {
    const stream = await vantage.open(target);
    const spoken = tls ? await originate(stream, { servername: hellos.servername, verify: false }) : stream;
    return isOwnAnswer[protocol](await firstAnswer(spoken, hellos[protocol], isOwnAnswer[protocol]));
  } catch {
    return false; // Nobody is there, or nobody who speaks TLS.
  }
}
