import type { HttpClient, HttpRequest } from '../http/client.ts';
import { excerpt, type HttpResponse } from '../http/response.ts';
import { explain } from '../model/errors.ts';

/** How many exchanges are remembered: the last ones are those that failed. */
const remembered = 10;

/** A client that remembers its last exchanges, to be shown when something goes wrong; not redacted. */
export function recording(client: HttpClient): { client: HttpClient; transcript: () => string | undefined } {
  const exchanges: string[] = [];
  const remember = (text: string): void => {
    exchanges.push(text);
    if (exchanges.length > remembered) exchanges.shift();
  };
  return {
    client: {
      ...client,
      request: (request) => exchange(client, request, remember),
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    },
    transcript: () => exchanges.join('\n\n') || undefined,
  };
}

async function exchange(
  client: HttpClient,
  request: HttpRequest,
  remember: (text: string) => void,
): Promise<HttpResponse> {
  const head = [
    `${request.method ?? 'GET'} ${request.path} (${client.target.host})`,
    ...fields(request.headers ?? {}),
  ].join('\n');
  try {
    const response = await client.request(request);
    const answer = [
      `HTTP ${response.status} after ${response.timings.totalMs.toFixed(0)} ms`,
      ...fields(response.headers),
      excerpt(response),
    ];
    remember([head, ...answer].join('\n'));
    return response;
  } catch (error) {
    remember(`${head}\nno response: ${explain(error)}`);
    throw error;
  }
}

const fields = (headers: Readonly<Record<string, string | string[] | undefined>>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
