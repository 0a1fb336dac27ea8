import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import { explain } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { basicAuth } from './basic-auth.ts';
import { hostname, type HttpTarget } from './target.ts';

export interface SlowRequest {
  readonly path: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Into how many pieces the body is cut. */
  readonly pieces: number;
  /** Milliseconds between two pieces: how slow the line is. */
  readonly everyMs: number;
  /** Sends what is left at once. */
  readonly hurry?: AbortSignal;
}

/**
 * POSTs a body piece by piece, as over a slow line, and resolves to the status line of the answer, or to how the
 * connection ended without one.
 * @throws {Error} when there is no TLS connection to begin with.
 */
export async function sendSlowly(target: HttpTarget, request: SlowRequest): Promise<string> {
  const { address, port, tls } = target;
  const socket = connect({ host: address, port, ca: tls?.ca, servername: hostname(target) });
  await once(socket, 'secureConnect', { signal: AbortSignal.timeout(timeouts.request) });
  const started = performance.now();
  const answer = statusLine(socket, started);
  socket.write(head(target, request));
  const size = Math.ceil(request.body.length / request.pieces);
  for (let at = 0; at < request.body.length && socket.writable; at += size) {
    socket.write(request.body.subarray(at, at + size));
    if (!request.hurry?.aborted) await Promise.race([delay(request.everyMs), answer]);
  }
  const line = await answer;
  socket.destroy();
  return line;
}

function head({ host, auth }: HttpTarget, { path, contentType, body }: SlowRequest): string {
  return [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...(auth ? [`Authorization: ${basicAuth(auth)}`] : []),
    'Accept: application/dicom+json',
    `Content-Type: ${contentType}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
    '\r\n',
  ].join('\r\n');
}

async function statusLine(socket: TLSSocket, started: number): Promise<string> {
  const after = (): string => `after ${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const signal = AbortSignal.timeout(timeouts.transfer);
    const [first] = await Promise.race([once(socket, 'data', { signal }), once(socket, 'close', { signal })]);
    return first instanceof Buffer
      ? (first.toString('latin1').split('\r\n')[0] ?? '')
      : `the connection was closed ${after()} without an answer`;
  } catch (error) {
    return `no answer ${after()}: ${explain(error)}`;
  }
}
