import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { explain, toError } from '../model/errors.ts';
import { originate } from '../tls/originate.ts';
import { tlsInfo } from '../tls/tls-info.ts';
import { joinStreams } from './join-streams.ts';
import { listen } from './listen.ts';
import type { Target, TlsInfo, Tunnel, TunnelFailure, TunnelOptions } from './vantage.ts';

export type Open = (target: Target) => Promise<Duplex>;

/** Listens on a free loopback port and joins each connection to one that `open` makes. */
export async function openTunnel(open: Open, options: TunnelOptions): Promise<Tunnel> {
  const state: State = { sockets: new Set(), failure: undefined, info: undefined };
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (local) => {
    void carry(local, { open, options, state });
  });
  return {
    host: '127.0.0.1',
    port: await listen(server),
    get tlsInfo() {
      return state.info;
    },
    lastError: () => (state.failure === undefined ? undefined : describe(state.failure, options)),
    lastFailure: () => state.failure,
    [Symbol.asyncDispose]: () => close(server, state),
  };
}

interface State {
  readonly sockets: Set<Duplex>;
  failure: TunnelFailure | undefined;
  info: TlsInfo | undefined;
}

interface Way {
  readonly open: Open;
  readonly options: TunnelOptions;
  readonly state: State;
}

async function carry(local: Socket, { open, options, state }: Way): Promise<void> {
  keep(local, state);
  local.on('error', () => undefined); // The client's own errors are the client's to report.
  let stage: TunnelFailure['stage'] = 'open';
  try {
    const stream = keep(await open(options), state);
    stage = 'tls';
    const far = options.tls === undefined ? stream : await secure(stream, options.tls, state);
    stage = 'stream';
    await joinStreams(local, far);
  } catch (thrown) {
    state.failure = { stage, error: toError(thrown) };
    local.destroy(); // No effect on one that joinStreams has reset.
  }
}

async function secure(stream: Duplex, tls: NonNullable<TunnelOptions['tls']>, state: State): Promise<Duplex> {
  const socket = keep(await originate(stream, tls), state);
  state.info = tlsInfo(socket);
  return socket;
}

function keep<Stream extends Duplex>(stream: Stream, { sockets }: State): Stream {
  sockets.add(stream);
  stream.once('close', () => sockets.delete(stream));
  return stream;
}

function describe({ stage, error }: TunnelFailure, { host, port }: Target): string {
  const doing = { open: 'opening', tls: 'TLS handshake with', stream: 'connection to' }[stage];
  return `${doing} ${host}:${port}: ${explain(error)}`;
}

async function close(server: Server, { sockets }: State): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}
