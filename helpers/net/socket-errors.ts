import { toError } from '../model/errors.ts';

/** Why a connection could not be opened, or how it ended; `undefined` stands for a cause of another kind. */
export type SocketFailure = 'refused' | 'timeout' | 'dns' | 'unreachable' | 'reset';

const byCode: Readonly<Record<string, SocketFailure>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

/** The `code` of an error such as `ECONNRESET`, if it has one. */
export function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/**
 * Classifies a socket's error. Node reports a peer that closed during a TLS handshake with the code ECONNRESET too,
 * though nothing was reset: only errors of a system call count.
 */
export function socketFailure(thrown: unknown): SocketFailure | undefined {
  const failure = byCode[codeOf(thrown) ?? ''];
  if (failure === 'reset' && !(toError(thrown) as NodeJS.ErrnoException).syscall) return undefined;
  return failure;
}
