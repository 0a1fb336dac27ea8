import type { HttpClient, HttpRequest } from './client.ts';
import { codeOf, socketFailure, type SocketFailure } from '../net/socket-errors.ts';
import { toError } from '../model/errors.ts';
import type { Refusal } from '../denial/refusal.ts';

/** What became of a request, in classes that exclude each other. */
export type HttpOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** The connection ended without an answer, and without a reset. */
  | { readonly kind: 'closed' }
  | { readonly kind: SocketFailure; readonly error: Error };

/** Sends a request and classifies how it ended. @throws what is no outcome of a connection, such as a timeout. */
export async function attemptHttp(client: HttpClient, request: HttpRequest): Promise<HttpOutcome> {
  try {
    const { status, body } = await client.request(request);
    return { kind: 'answered', status, body: Buffer.from(body).toString('utf8') };
  } catch (thrown) {
    const error = toError(thrown);
    const cause = error.cause ?? error;
    const kind = socketFailure(cause);
    if (kind !== undefined) return { kind, error };
    if (codeOf(cause) === 'UND_ERR_SOCKET') return { kind: 'closed' };
    throw error;
  }
}

/** Refused by a reset of the connection; allowed is any answer below 400. */
export const resetRefusal: Refusal<HttpOutcome> = {
  what: 'a reset of the connection',
  classify: (outcome) => {
    if (outcome.kind === 'reset') return 'refused';
    return outcome.kind === 'answered' && outcome.status < 400 ? 'allowed' : 'other';
  },
  describe: (outcome) =>
    outcome.kind === 'answered'
      ? `HTTP ${outcome.status}, body ${JSON.stringify(outcome.body.slice(0, 200))}`
      : outcome.kind,
};
