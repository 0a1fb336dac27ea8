import type { Duplex } from 'node:stream';
import { timeouts } from '../model/timeouts.ts';

/**
 * Says something of its own and waits until it comes back; the stream stays open.
 * @throws {Error} when something else comes back, the stream ends, or timeout `request` is over.
 */
export async function echoed(stream: Duplex): Promise<void> {
  const said = crypto.randomUUID();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let heard = '';
  const listen = (chunk: Buffer): void => {
    heard += chunk.toString();
    if (heard === said) resolve();
    else if (!said.startsWith(heard)) reject(new Error(`Expected an echo of ${said}, got ${heard}`));
  };
  const ended = (): void => reject(new Error(`Expected an echo of ${said}, got ${heard} and the end`));
  const limit = setTimeout(
    () => reject(new Error(`No echo within ${timeouts.request / 1000} s`)),
    timeouts.request,
  );
  stream.on('data', listen).once('end', ended).once('close', ended).once('error', reject).write(said);
  try {
    await promise;
  } finally {
    clearTimeout(limit);
    stream.off('data', listen).off('end', ended).off('close', ended).off('error', reject);
  }
}
