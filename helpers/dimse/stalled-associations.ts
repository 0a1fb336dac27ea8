import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { timeouts } from '../model/timeouts.ts';
import type { DimseEndpoint } from './associate.ts';
import { associationRequest } from './association-request.ts';

/** Associations whose clients hang in the midst of sending. */
export interface StalledAssociations extends Disposable {
  /** How many the server accepted. */
  readonly accepted: number;
}

/** The head of a P-DATA-TF PDU of 4,096 bytes (PS3.8 §9.3.5), of which no more is ever sent. */
const head = Buffer.from([4, 0, 0, 0, 0x10, 0]);

/** Opens so many associations, and leaves each in the midst of a PDU until this is disposed of. */
export async function stallAssociations(
  endpoint: DimseEndpoint,
  count: number,
): Promise<StalledAssociations> {
  const sockets: Socket[] = [];
  const opened = await Promise.all(Array.from({ length: count }, () => stall(endpoint, sockets)));
  return {
    accepted: opened.filter(Boolean).length,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function stall(endpoint: DimseEndpoint, sockets: Socket[]): Promise<boolean> {
  const { host, port } = endpoint;
  const socket = connect({ host, port });
  sockets.push(socket);
  socket.on('error', () => undefined); // It is only there to be in the way.
  socket.write(associationRequest(endpoint));
  const signal = AbortSignal.timeout(timeouts.request);
  const answer: unknown[] = await once(socket, 'data', { signal }).catch(() => []);
  socket.resume().write(head);
  return answer[0] instanceof Buffer && answer[0][0] === 2; // A-ASSOCIATE-AC
}
