import { once } from 'node:events';
import { createServer } from 'node:net';
import { SetupError } from '../model/errors.ts';

/** A loopback port that nothing listens on, for servers that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address !== null && typeof address === 'object') return address.port;
  throw new SetupError('Expected a free loopback port, got none');
}
