/** Replaces each secret in a text by `***`; longest first, so that one secret inside another leaves no rest. */
export function mask(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 0)
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
}
