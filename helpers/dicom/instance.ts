import { facts, type InstanceFacts } from './facts.ts';

export type { InstanceFacts } from './facts.ts';

/** One DICOM Part 10 file with what it says of itself. */
export interface Instance {
  readonly bytes: Uint8Array;
  readonly facts: InstanceFacts;
}

/**
 * Reads a Part 10 file, such as WADO-RS returns.
 * @throws {Error} when the bytes are no Part 10 file, or lack an element that an instance must have.
 */
export function readInstance(bytes: Uint8Array): Instance {
  return { bytes, facts: facts(bytes) };
}
