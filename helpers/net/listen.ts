import { once } from 'node:events';
import type { Server } from 'node:net';

/** Starts a server on a free loopback port and resolves to the port. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error(`Expected a TCP address, got ${address}`);
  return address.port;
}
