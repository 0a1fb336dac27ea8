/** One thing that was looked at on this machine. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'missing';
  readonly found: string;
  /** What to do about it, when it is not ok. */
  readonly next?: string;
}

/** A finding that is fine when `ok`. */
export function finding(
  what: string,
  ok: boolean,
  found: string,
  next: string,
  otherwise: 'warning' | 'missing',
): Finding {
  return ok ? { what, state: 'ok', found } : { what, state: otherwise, found, next };
}
