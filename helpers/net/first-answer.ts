import type { Duplex } from 'node:stream';
import { timeouts } from '../model/timeouts.ts';

const enoughBytes = 4096;

/**
 * Says `hello` and resolves to what comes back: until `done` says that it is enough, the other side ends or fails, or
 * timeout `request` is over. The stream is used up.
 */
export async function firstAnswer(
  stream: Duplex,
  hello: Uint8Array,
  done: (answer: Buffer) => boolean,
): Promise<Buffer> {
  const limit = setTimeout(() => stream.destroy(), timeouts.request);
  let answer = Buffer.alloc(0);
  try {
    stream.write(hello);
    for await (const chunk of stream) {
      if (chunk instanceof Buffer) answer = Buffer.concat([answer, chunk]);
      if (done(answer) || answer.length >= enoughBytes) break;
    }
  } catch {
    // What came before the failure is the answer.
  } finally {
    clearTimeout(limit);
    stream.destroy();
  }
  return answer;
}
