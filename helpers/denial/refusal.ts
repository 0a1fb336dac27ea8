/** What became of a request that should be denied. */
export type Classification = 'refused' | 'allowed' | 'other';

/** The one way in which a request must be refused; whatever else happens to it proves nothing. */
export interface Refusal<Outcome> {
  /** The exact class in words: `HTTP 403 with "RBAC: access denied"`. */
  readonly what: string;
  readonly classify: (outcome: Outcome) => Classification;
  /** The outcome in words. */
  readonly describe: (outcome: Outcome) => string;
}

interface HttpOutcome {
  readonly status: number;
  readonly body: Uint8Array | string;
}

/** Refused by this HTTP status and, where given, a body that matches; allowed is any status below 400. */
export function httpRefusal(status: number, body?: RegExp): Refusal<HttpOutcome> {
  const text = (outcome: HttpOutcome): string => Buffer.from(outcome.body).toString('utf8');
  const isExact = (outcome: HttpOutcome): boolean =>
    outcome.status === status && (body?.test(text(outcome)) ?? true);
  return {
    what: `HTTP ${status}${body ? ` with a body like ${body}` : ''}`,
    classify: (outcome) => (isExact(outcome) ? 'refused' : outcome.status < 400 ? 'allowed' : 'other'),
    describe: (outcome) => `HTTP ${outcome.status}, body ${JSON.stringify(text(outcome).slice(0, 200))}`,
  };
}

interface KindOutcome {
  readonly kind: string;
}

/**
 * Refused by an outcome of this `kind` whose other fields are as in `fields`:
 * `kindRefusal('alert', { alert: 'unrecognized_name' })`. `allowed` are the kinds that mean it went through.
 */
export function kindRefusal<Outcome extends KindOutcome>(
  kind: Outcome['kind'],
  fields: Readonly<Record<string, unknown>> = {},
  allowed: readonly string[] = ['connected', 'success'],
): Refusal<Outcome> {
  const has = (outcome: Outcome): boolean =>
    Object.entries(fields).every(([key, value]) => Reflect.get(outcome, key) === value);
  return {
    what: [kind, ...Object.entries(fields).map(([key, value]) => `${key} ${String(value)}`)].join(', '),
    classify: (outcome) =>
      outcome.kind === kind && has(outcome)
        ? 'refused'
        : allowed.includes(outcome.kind)
          ? 'allowed'
          : 'other',
    describe: (outcome) => describeKind(outcome),
  };
}

/** The outcome's kind and its plain fields: buffers and streams say nothing in a message. */
function describeKind(outcome: KindOutcome): string {
  const plain = Object.entries(outcome).filter(
    ([key, value]) => key !== 'kind' && ['string', 'number', 'boolean'].includes(typeof value),
  );
  const error: unknown = Reflect.get(outcome, 'error');
  const parts = plain.map(([key, value]) => `${key} ${String(value)}`);
  return [outcome.kind, ...parts, ...(error instanceof Error ? [error.message] : [])].join(', ');
}
