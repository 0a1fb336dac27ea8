import { ApiException } from '@kubernetes/client-node';
import { z } from 'zod';
import { toError } from '../model/errors.ts';

/** The API server's answer was no success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The HTTP status of an API server's refusal, whichever client made the request. */
export function statusOf(thrown: unknown): number | undefined {
  return thrown instanceof ApiError || isApiException(thrown) ? thrown.code : undefined;
}

/** The API server's own words in one line, without the headers and body that the generated client's message has. */
export function describeApiError(thrown: unknown): string {
  if (isApiException(thrown)) return `HTTP ${thrown.code}: ${wordsOf(thrown.body)}`;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

const Status = z.object({ message: z.string() });

/** The same error in few words, as the cause of another: the generated client's message is a page of headers. */
export function conciseError(thrown: unknown): Error {
  return isApiException(thrown) ? new ApiError(thrown.code, describeApiError(thrown)) : toError(thrown);
}

/** The message of a `Status` object, given as text or as an object; other texts cut short. */
export function wordsOf(body: unknown): string {
  const status = Status.safeParse(typeof body === 'string' ? parseJson(body) : body);
  if (status.success) return status.data.message;
  return typeof body === 'string' && body.trim() !== '' ? body.trim().slice(0, 200) : 'no explanation';
}

function isApiException(thrown: unknown): thrown is ApiException<unknown> {
  return thrown instanceof ApiException;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
