import { explain } from '../model/errors.ts';

/** How a DIMSE operation ended when it did not succeed: each kind is a different thing on the wire. */
export type DimseFailure =
  /** A-ASSOCIATE-RJ, PS3.8 §9.3.4: `source` and `reason` in the standard's words. */
  | { readonly kind: 'rejected'; readonly result: string; readonly source: string; readonly reason: string }
  /** A-ABORT, PS3.8 §9.3.8. */
  | { readonly kind: 'aborted'; readonly source: string; readonly reason: string }
  /** The association stands, and no presentation context for what was asked does. */
  | { readonly kind: 'not-accepted'; readonly abstractSyntax: string }
  /** A final response that is neither success nor warning, PS3.7 §C. */
  | { readonly kind: 'failure'; readonly status: number; readonly comment: string }
  /** Nothing of DICOM: refused port, reset, TLS, timeout, or a connection that just closed. */
  | { readonly kind: 'network-error'; readonly error: Error };

/** The status is 0x0000, or a warning's. */
export interface DimseSuccess {
  readonly kind: 'success';
  readonly status: number;
}

export type DimseOutcome<Success = unknown> = (DimseSuccess & Success) | DimseFailure;

/** Says an outcome in a sentence's part: `rejected (permanent) by service-user: called-ae-title-not-recognized`. */
export function describeOutcome(outcome: DimseOutcome): string {
  switch (outcome.kind) {
    case 'success':
      return `success (status ${hex(outcome.status)})`;
    case 'rejected':
      return `rejected (${outcome.result}) by ${outcome.source}: ${outcome.reason}`;
    case 'aborted':
      return `aborted by ${outcome.source}: ${outcome.reason}`;
    case 'not-accepted':
      return `no presentation context accepted for ${outcome.abstractSyntax}`;
    case 'failure':
      return `status ${hex(outcome.status)}${outcome.comment && `: ${outcome.comment}`}`;
    case 'network-error':
      return `network error: ${explain(outcome.error)}`;
  }
  return outcome satisfies never;
}

/** True for a status that means success or a warning, PS3.7 §C.1 and §C.3. */
export function isSuccess(status: number): boolean {
  return [0x0000, 0x0001, 0x0107, 0x0116].includes(status) || (status & 0xf000) === 0xb000;
}

function hex(status: number): string {
  return `0x${status.toString(16).toUpperCase().padStart(4, '0')}`;
}
