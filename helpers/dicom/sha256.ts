import { createHash } from 'node:crypto';

/** SHA-256 of bytes, given whole or in chunks, as lower-case hexadecimal. */
export function sha256(...chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}
