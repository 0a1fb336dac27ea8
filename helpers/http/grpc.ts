import { connect, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { timeouts } from '../model/timeouts.ts';

export interface UnaryCall {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly authority: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request, encoded. */
  readonly message: Uint8Array;
}

/**
 * One gRPC call of one request and one answer over a TLS stream that has agreed upon `h2`, which ends with it. Resolves
 * to the answer, encoded. @throws {Error} with the gRPC status and its words.
 */
export async function unaryCall(stream: Duplex, call: UnaryCall): Promise<Buffer> {
  const session = connect(`https://${call.authority}`, { createConnection: () => stream });
  try {
    return await answerOf(
      call,
      session.request(headersOf(call), { signal: AbortSignal.timeout(timeouts.request) }),
    );
  } finally {
    session.destroy();
  }
}

const headersOf = ({ path, headers }: UnaryCall) => ({
  ':method': 'POST',
  ':path': path,
  'content-type': 'application/grpc',
  te: 'trailers',
  ...headers,
});

async function answerOf({ path, message }: UnaryCall, request: ClientHttp2Stream): Promise<Buffer> {
  const received: IncomingHttpHeaders = {};
  // An answer that is an error may have no trailers of its own.
  for (const part of ['response', 'trailers'])
    request.on(part, (headers: IncomingHttpHeaders) => Object.assign(received, headers));
  const prefix = Buffer.alloc(5); // Not compressed; its length.
  prefix.writeUInt32BE(message.byteLength, 1);
  request.end(Buffer.concat([prefix, message]));
  const body = await buffer(request);
  const { ':status': http, 'grpc-status': status, 'grpc-message': words = '' } = received;
  if (status === '0') return body.subarray(5);
  const said = `gRPC status ${status?.toString() ?? 'unknown'} ${decodeURIComponent(words.toString())}`;
  throw new Error(`${path}: expected gRPC status 0, got ${said} (HTTP ${String(http ?? 'unknown')})`);
}
