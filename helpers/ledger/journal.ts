import type { InstanceFacts } from '../dicom/facts.ts';

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
}

/** Somebody who can tell whether an entry is there. */
export interface Witness {
  /** `WADO-RS by orthweb-orthanc-abc`. */
  readonly name: string;
  /** Undefined where the entry is there and whole; else what is wrong with it. */
  readonly testify: (entry: Entry) => Promise<string | undefined>;
}

/** Makes one upload; resolves to undefined when it was acknowledged, else to why not. */
export type Upload = (way: Way) => Promise<{ readonly entry: Entry; readonly refusal: string | undefined }>;

/** Uploads one after the other, each way in a loop of its own, until the signal; every result goes into the journal. */
export async function uploadUntil(
  signal: AbortSignal,
  ways: readonly Way[],
  upload: Upload,
): Promise<Journal> {
  const [acknowledged, refused]: [Entry[], string[]] = [[], []];
  const loop = async (way: Way): Promise<void> => {
    while (!signal.aborted) {
      const { entry, refusal } = await upload(way);
      if (refusal === undefined) acknowledged.push(entry);
      else refused.push(`${way}: ${refusal}`);
    }
  };
  await Promise.all(ways.map(loop));
  return { acknowledged, refused };
}

/** Asks every witness for every acknowledged upload. Resolves to what is missing or other than it was; empty is good. */
export async function reconcile(
  { acknowledged }: Pick<Journal, 'acknowledged'>,
  witnesses: readonly Witness[],
): Promise<readonly string[]> {
  const differences = await Promise.all(
    witnesses.map(async ({ name, testify }) => {
      const found: string[] = [];
      for (const entry of acknowledged) {
        const wrong = await testify(entry);
        if (wrong !== undefined)
          found.push(`${name}: ${entry.facts.sopInstanceUID}, acknowledged by ${entry.way}: ${wrong}`);
      }
      return found;
    }),
  );
  return differences.flat();
}
