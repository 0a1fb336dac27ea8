import { Pool } from 'undici';
import { TimeoutError, toError } from '../model/errors.ts';
import { timeouts, type TimeoutName } from '../model/timeouts.ts';
import { basicAuth } from './basic-auth.ts';
import { connectorTo } from './connect.ts';
import type { HttpResponse } from './response.ts';
import { baseUrl, type HttpTarget } from './target.ts';

export interface HttpRequest {
  /** Default `GET`. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** Path and query: `/dicom-web/studies?limit=1`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Limits the whole exchange; default `request`. */
  readonly timeout?: TimeoutName;
}

/** A pool of connections to one target. Follows no redirects: they are answers like others. */
export interface HttpClient extends AsyncDisposable {
  readonly target: HttpTarget;
  /**
   * Sends a request and reads the whole response, whatever its status.
   * @throws {TimeoutError} when the named timeout ends first.
   * @throws {Error} when there is no response; its `cause` is the socket's or TLS's own error, with its `code`.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpClientOptions {
  /**
   * Milliseconds for which an idle connection is used again. Orthanc closes its own after one second, and what is about
   * to be closed must not be used: default 500.
   */
  readonly keepAliveMs?: number;
}

/** Opens a pool to a target; nothing is connected before the first request. */
export function openHttp(target: HttpTarget, { keepAliveMs = 500 }: HttpClientOptions = {}): HttpClient {
  const pool = new Pool(baseUrl(target), {
    connect: connectorTo(target),
    keepAliveTimeout: keepAliveMs,
    pipelining: 1,
  });
  return {
    target,
    request: (request) => exchange(pool, target, request),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

async function exchange(pool: Pool, target: HttpTarget, request: HttpRequest): Promise<HttpResponse> {
  const started = performance.now();
  const timeout = request.timeout ?? 'request';
  const signal = AbortSignal.timeout(timeouts[timeout]);
  try {
    const { method = 'GET', path, body } = request;
    const headers = { ...ownHeaders(target), ...request.headers };
    const limits = { signal, headersTimeout: 0, bodyTimeout: 0 };
    const response = await pool.request({ method, path, headers, body: body ?? null, ...limits });
    const headersMs = performance.now() - started;
    const bytes = Buffer.from(await response.body.arrayBuffer());
    const timings = { headersMs, totalMs: performance.now() - started };
    return {
      request: line(target, request),
      status: response.statusCode,
      headers: response.headers,
      body: bytes,
      timings,
    };
  } catch (thrown) {
    if (signal.aborted) throw timedOut(target, request, timeout);
    throw noResponse(target, request, thrown);
  }
}

function ownHeaders({ host, auth }: HttpTarget): Record<string, string> {
  if (!auth) return { host };
  return { host, authorization: basicAuth(auth) };
}

function line(target: HttpTarget, { method = 'GET', path }: HttpRequest): string {
  return `${method} ${baseUrl(target)}${path}`;
}

function noResponse(target: HttpTarget, request: HttpRequest, thrown: unknown): Error {
  const cause = toError(thrown);
  return new Error(
    `Expected a response to ${line(target, request)} through ${target.address}:${target.port}, got none: ${cause.message}`,
    { cause },
  );
}

function timedOut(target: HttpTarget, request: HttpRequest, timeout: TimeoutName): TimeoutError {
  const seconds = timeouts[timeout] / 1000;
  return new TimeoutError(
    `Waited ${seconds} s (timeout \`${timeout}\`) for a response to ${line(target, request)} through ${target.address}:${target.port}`,
  );
}
