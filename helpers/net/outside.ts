import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { timeouts } from '../model/timeouts.ts';
import { openTunnel } from './tunnel.ts';
import type { Target, Vantage } from './vantage.ts';

/** This machine, outside the cluster. */
export function outsideVantage(name = 'outside the cluster'): Vantage {
  return { name, open: openTcp, tunnel: (options) => openTunnel(openTcp, options) };
}

/**
 * Opens a TCP connection from this process.
 * @throws the socket's error, with its `code`; after timeout `request` one with the code ETIMEDOUT.
 */
export async function openTcp({ host, port, sourcePort }: Target): Promise<Socket> {
  const from = sourcePort === undefined ? {} : { localPort: sourcePort };
  const socket = connect({ host, port, allowHalfOpen: true, ...from });
  socket.on('error', () => undefined); // One that comes before anybody listens must not end this process.
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeouts.request) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error instanceof Error && error.name === 'AbortError' ? tooLate(host, port) : error;
  }
}

function tooLate(host: string, port: number): Error {
  const message = `No TCP connection to ${host}:${port} within ${timeouts.request / 1000} s`;
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}
