import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { firstAnswer } from './first-answer.ts';
import { listen } from './listen.ts';
import { openTcp } from './outside.ts';

/** What a server in this process makes of being told `hello`. */
async function answered(write: readonly string[], end: boolean): Promise<string> {
  const server = createServer((socket) => {
    socket.once('data', () => {
      for (const each of write) socket.write(each);
      if (end) socket.destroySoon();
    });
  });
  const stream = await openTcp({ host: '127.0.0.1', port: await listen(server) });
  const answer = await firstAnswer(stream, Buffer.from('hello'), (so) => so.includes('enough'));
  server.close();
  return answer.toString();
}

test('the answer ends where it is enough', async () => {
  expect(await answered(['not ', 'enough'], false)).toBe('not enough');
});

test('the answer ends where the other side does', async () => {
  expect(await answered(['some'], true)).toBe('some');
  expect(await answered([], true)).toBe('');
});
