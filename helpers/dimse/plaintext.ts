import type { Duplex } from 'node:stream';
import type { AETitle } from '../dicom/identifiers.ts';
import { toError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { socketFailure, type SocketFailure } from '../net/socket-errors.ts';
import { associationRequest } from './association-request.ts';

/** What came back when an association was asked for without TLS, in classes that exclude each other. */
export type PlaintextOutcome =
  /** A PDU of DICOM's upper layer: something that speaks DICOM heard it. */
  | { readonly kind: 'dicom'; readonly pdu: string }
  /** An HTTP response, as proxies give to what is neither TLS nor HTTP. */
  | { readonly kind: 'http'; readonly status: number }
  /** A TLS alert record. */
  | { readonly kind: 'tls-alert'; readonly description: number }
  /** Closed without a byte. */
  | { readonly kind: 'closed' }
  | { readonly kind: SocketFailure; readonly error: Error }
  | { readonly kind: 'unknown'; readonly answer: string };

/** A proxy that takes the request for HTTP answers when it ends; what speaks DICOM has answered before it reads this. */
const endOfHttp = Buffer.from('\r\n\r\n');

/** Asks for an association in plain text. The stream is used up. */
export async function attemptPlaintext(
  stream: Duplex,
  titles: { readonly calling: AETitle; readonly called: AETitle },
): Promise<PlaintextOutcome> {
  stream.write(Buffer.concat([associationRequest(titles), endOfHttp]));
  const limit = setTimeout(() => stream.destroy(tooLate()), timeouts.request);
  try {
    return classify(await firstChunk(stream));
  } catch (thrown) {
    const error = toError(thrown);
    const kind = socketFailure(error);
    return kind === undefined ? { kind: 'unknown', answer: error.message } : { kind, error };
  } finally {
    clearTimeout(limit);
    stream.destroy();
  }
}

/** The first is enough, and whoever accepts an association sends no second. */
async function firstChunk(stream: Duplex): Promise<Buffer> {
  for await (const chunk of stream) if (chunk instanceof Buffer) return chunk;
  return Buffer.alloc(0);
}

function tooLate(): Error {
  return Object.assign(new Error(`No answer within ${timeouts.request / 1000} s`), { code: 'ETIMEDOUT' });
}

/** PDU types by their first byte, PS3.8 §9.3.1. */
const pdus: Readonly<Record<number, string>> = { 2: 'A-ASSOCIATE-AC', 3: 'A-ASSOCIATE-RJ', 7: 'A-ABORT' };

function classify(answer: Buffer): PlaintextOutcome {
  const [first, second] = answer;
  if (first === undefined) return { kind: 'closed' };
  const pdu = pdus[first];
  if (pdu !== undefined && second === 0) return { kind: 'dicom', pdu };
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(answer.toString('latin1')) ?? [];
  if (status !== undefined) return { kind: 'http', status: Number(status) };
  // RFC 8446 §5.1: content type 21, and the alert's description is the seventh byte.
  if (first === 21 && second === 3) return { kind: 'tls-alert', description: answer[6] ?? 0 };
  return { kind: 'unknown', answer: answer.subarray(0, 40).toString('hex') };
}
