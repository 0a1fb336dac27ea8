import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { timeouts } from '../model/timeouts.ts';
import type { DimseEndpoint } from './associate.ts';
import { associationRequest } from './association-request.ts';

/** Associations whose clients say nothing more. */
export interface IdleAssociations extends Disposable {
  /** How many the server accepted. */
  readonly accepted: number;
}

/** Opens so many associations, and keeps each open and silent until this is disposed of. */
export async function holdAssociations(endpoint: DimseEndpoint, count: number): Promise<IdleAssociations> {
  const sockets: Socket[] = [];
  const opened = await Promise.all(Array.from({ length: count }, () => hold(endpoint, sockets)));
  return {
    accepted: opened.filter(Boolean).length,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function hold(endpoint: DimseEndpoint, sockets: Socket[]): Promise<boolean> {
  const { host, port } = endpoint;
  const socket = connect({ host, port });
  sockets.push(socket);
  socket.on('error', () => undefined); // It is only there to be in the way.
  socket.write(associationRequest(endpoint));
  const signal = AbortSignal.timeout(timeouts.association);
  const answer: unknown[] = await once(socket, 'data', { signal }).catch(() => []);
  return answer[0] instanceof Buffer && answer[0][0] === 2; // A-ASSOCIATE-AC
}
