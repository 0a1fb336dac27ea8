import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { echoed } from './echoed.ts';
import { listen } from './listen.ts';
import { openTcp } from './outside.ts';

async function connected(serve: (socket: Socket) => void) {
  const server = createServer(serve);
  const stream = await openTcp({ host: '127.0.0.1', port: await listen(server) });
  return { stream, [Symbol.dispose]: () => void (stream.destroy(), server.close()) };
}

test('one connection is good for several calls', async () => {
  using server = await connected((socket) => void socket.pipe(socket));
  await echoed(server.stream);
  await echoed(server.stream);
});

test('another answer is no echo', async () => {
  using server = await connected((socket) => void socket.once('data', () => socket.write('something else')));
  await expect(echoed(server.stream)).rejects.toThrow('got something else');
});

test('neither is the end', async () => {
  using server = await connected((socket) => void socket.once('data', () => socket.destroySoon()));
  await expect(echoed(server.stream)).rejects.toThrow('the end');
});
