/** The environment variable that hands the deployment's secrets to child processes, as a JSON array. */
export const redactVariable = 'KORTHWEB_REDACT';

/** Shorter ones would black out ordinary words ("orthanc"); they are still caught where a pattern below sees them. */
const shortest = 8;
const secrets = new Set<string>();

/** Has `value` removed from whatever is redacted from now on, in plain, base64, URL and JSON form. */
export function registerSecret(value: string): void {
  if (value.length < shortest) return;
  const base64 = Buffer.from(value).toString('base64');
  const forms = [
    value,
    base64,
    base64.replace(/=+$/, ''),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ];
  for (const form of forms) secrets.add(form);
}

/** Registers what the parent process put into `KORTHWEB_REDACT`; whatever is not an array of strings is ignored. */
export function registerSecretsFrom(environment: NodeJS.ProcessEnv): void {
  const listed: unknown = parseOrUndefined(environment[redactVariable]);
  if (!Array.isArray(listed)) return;
  for (const value of listed) if (typeof value === 'string') registerSecret(value);
}

registerSecretsFrom(process.env);

const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, '[redacted private key]'],
  // The same in base64, as a Secret's `data` has it.
  [/LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0Eg|BFQyBQ|BFTkNS)[\w+/]*={0,2}/g, '[redacted private key]'],
  [/(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|digest|negotiate)?\s*)[^\s"',}]+/gi, '$1[redacted]'],
  [/\b(bearer\s+)[\w+/.~-]{8,}=*/gi, '$1[redacted]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[redacted token]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s@"']+@/gi, '$1:[redacted]@'],
  [/\b((?:pg)?passw(?:or)?d=)[^\s"'&,;]+/gi, '$1[redacted]'],
  [/("[\w-]*passw(?:or)?d"\s*:\s*")[^"]*/gi, '$1[redacted]'],
  [/((?:set-)?cookie["']?\s*:\s*["']?)[^\r\n"']+/gi, '$1[redacted]'],
];

/** `text` without private keys, credentials, tokens and registered secrets. */
export function redact(text: string): string {
  let clean = text;
  for (const secret of longestFirst()) clean = clean.replaceAll(secret, '[redacted]');
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean.replace(/\bbasic\s+([\w+/]{6,}={0,2})/gi, (whole, value: string) =>
    isUserAndPassword(value) ? 'Basic [redacted]' : whole,
  );
}

/** Redacts, in place, every string that is reachable from `value`: what a reporter is given is shared. */
export function redactDeep(value: unknown, seen = new Set<object>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
  seen.add(value);
  for (const key of Object.getOwnPropertyNames(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (!property?.writable) continue;
    if (typeof property.value === 'string') Reflect.set(value, key, redact(property.value));
    else redactDeep(property.value, seen);
  }
}

const longestFirst = (): string[] => [...secrets].toSorted((a, b) => b.length - a.length);

/** "Basic authentication" is prose; `Basic dXNlcjpwYXNz` is a password. */
const isUserAndPassword = (value: string): boolean =>
  /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(value, 'base64').toString('latin1'));

function parseOrUndefined(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    return undefined;
  }
}
