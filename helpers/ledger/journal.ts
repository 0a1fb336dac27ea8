import { setTimeout as delay } from 'node:timers/promises';
import type { InstanceFacts } from '../dicom/facts.ts';
import { eventually } from '../model/eventually.ts';

/** By which protocol an upload came. */
export type Way = 'STOW-RS' | 'C-STORE';

/** An upload that the server said it has stored. */
export interface Entry {
  readonly way: Way;
  readonly facts: InstanceFacts;
}

/** What was acknowledged, and what was not and may be there or not. */
export interface Journal {
  readonly acknowledged: readonly Entry[];
  /** Why uploads were not acknowledged, in order. */
  readonly refused: readonly string[];
  /** The longest time without an acknowledgement, in milliseconds, of any way. */
  readonly longestGapMs: number;
}

/** Somebody who can tell whether an entry is there. */
export interface Witness {
  /** `WADO-RS by orthweb-orthanc-abc`. */
  readonly name: string;
  /** Undefined where the entry is there and whole; else what is wrong with it. */
  readonly testify: (entry: Entry) => Promise<string | undefined>;
  /** How many entries may be asked for at once; default 1. */
  readonly atOnce?: number;
}

/** Makes one upload; resolves to undefined when it was acknowledged, else to why not. */
export type Upload = (way: Way) => Promise<{ readonly entry: Entry; readonly refusal: string | undefined }>;

/** Uploads that go on, one after the other, each way by itself; every result goes into the journal. */
export interface Uploads extends AsyncDisposable {
  /** Resolves once so many more of each way have been acknowledged. @throws {TimeoutError} */
  readonly acknowledge: (more: number) => Promise<void>;
  /** Ends the uploads, after those that are under way. */
  readonly stop: () => Promise<Journal>;
}

/**
 * Milliseconds from one upload to the next, and until a client that was refused tries again: what is replaced meanwhile
 * needs the processor as well, and each upload has to be proved by every witness.
 */
const [pace, pause] = [100, 100];

/** Starts uploads by all these ways. */
export function startUploads(ways: readonly Way[], upload: Upload): Uploads {
  const [acknowledged, refused]: [Entry[], string[]] = [[], []];
  const stopped = new AbortController();
  let longestGapMs = 0;
  const loop = async (way: Way): Promise<void> => {
    let last = performance.now();
    while (!stopped.signal.aborted) {
      const { entry, refusal } = await upload(way);
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - last);
      if (refusal === undefined) [last] = [now, acknowledged.push(entry)];
      else refused.push(`${way}: ${refusal}`);
      await delay(refusal === undefined ? pace : pause);
    }
  };
  const loops = Promise.all(ways.map(loop));
  const stop = async (): Promise<Journal> => {
    stopped.abort();
    await loops;
    return { acknowledged, refused, longestGapMs };
  };
  const acknowledge = (more: number): Promise<void> => {
    const before = acknowledged.length;
    return eventually(
      () => {
        const since = acknowledged.slice(before);
        const counts = ways.map((way) => ({ way, count: since.filter((entry) => entry.way === way).length }));
        if (counts.every(({ count }) => count >= more)) return;
        const soFar = counts.map(({ way, count }) => `${count} by ${way}`).join(', ');
        throw new Error(`${soFar}; refused last: ${refused.at(-1) ?? 'none'}`);
      },
      { what: `${more} more uploads of each way to be acknowledged`, timeout: 'transfer' },
    );
  };
  return { acknowledge, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

/** Asks every witness for every acknowledged upload. Resolves to what is missing or other than it was; empty is good. */
export async function reconcile(
  { acknowledged }: Pick<Journal, 'acknowledged'>,
  witnesses: readonly Witness[],
): Promise<readonly string[]> {
  const differences = witnesses.map(async ({ name, testify, atOnce = 1 }) => {
    const left = acknowledged.values();
    const ask = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const entry of left) {
        const wrong = await testify(entry);
        if (wrong !== undefined)
          found.push(`${name}: ${entry.facts.sopInstanceUID}, acknowledged by ${entry.way}: ${wrong}`);
      }
      return found;
    };
    return (await Promise.all(Array.from({ length: atOnce }, ask))).flat();
  });
  return (await Promise.all(differences)).flat();
}
