import { createServer as createTcpServer, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { listen } from '../net/listen.ts';
import type { Target } from '../net/vantage.ts';

/** A server in this process, for tests. */
export interface TestServer extends Target, AsyncDisposable {}

/** A TLS server that sends back what it gets; `onConnection` sees the TCP socket under each connection. */
export async function tlsEchoServer(
  options: TlsOptions,
  onConnection: (socket: Socket) => void = () => {},
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, ...options }, (socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    onConnection(socket);
  });
  server.on('tlsClientError', () => undefined);
  return {
    host: '127.0.0.1',
    port: await listen(server),
    [Symbol.asyncDispose]: () => stop(server, sockets),
  };
}

/** A TCP server that does with each connection what `serve` says. */
export async function tcpServer(serve: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  return {
    host: '127.0.0.1',
    port: await listen(server),
    [Symbol.asyncDispose]: () => stop(server, sockets),
  };
}

async function stop(server: { close(done: () => void): void }, sockets: ReadonlySet<Socket>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  for (const socket of sockets) socket.destroy();
  await promise;
}
