import { z } from 'zod';

/** A whole HTTP response. */
export interface HttpResponse {
  /** The request's line, for messages: `GET https://web.orthweb.com/system`. */
  readonly request: string;
  readonly status: number;
  /** Names in lower case; several of one name as an array. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Milliseconds from the start of the request, connecting included. */
  readonly timings: { readonly headersMs: number; readonly totalMs: number };
}

/** A header's value, several joined by a comma (RFC 9110 §5.3); undefined where it is absent. */
export function header({ headers }: HttpResponse, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}

/**
 * Returns the response if its status is one of those expected.
 * @throws {Error} with the request, the status and the start of the body.
 */
export function expectStatus(response: HttpResponse, ...expected: readonly number[]): HttpResponse {
  if (expected.includes(response.status)) return response;
  throw new Error(
    `Expected HTTP ${expected.join(' or ')} from ${response.request}, got ${response.status}: ${excerpt(response)}`,
  );
}

/**
 * The body as JSON, parsed by a schema.
 * @throws {Error} naming the field that is not as expected.
 */
export function json<Schema extends z.ZodType>(response: HttpResponse, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(parse(response));
  if (result.success) return result.data;
  throw new Error(`Unexpected JSON from ${response.request}: ${z.prettifyError(result.error)}`, {
    cause: result.error,
  });
}

function parse(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body.toString('utf8'));
  } catch (cause) {
    throw new Error(`Expected JSON from ${response.request}, got: ${excerpt(response)}`, { cause });
  }
}

/** The first 300 characters of a body, control characters made visible as spaces. */
export function excerpt({ body }: Pick<HttpResponse, 'body'>): string {
  if (body.length === 0) return '(an empty body)';
  return body
    .subarray(0, 300)
    .toString('utf8')
    .replaceAll(/[\p{Cc}\uFFFD]+/gu, ' ');
}
