import { createHash } from 'node:crypto';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { listen } from '../net/listen.ts';
import { createAuthority } from '../tls/authority.ts';

/** One exec as the server sees it: WebSocket frames (RFC 6455 §5) whose first byte is the channel. */
export interface ExecSession {
  send(channel: number, data: string): void;
  /** Drops the connection, as a dying node does. */
  drop(): void;
  close(): void;
  /** Calls back with each message: its channel, and its bytes as text. */
  onMessage(listener: (channel: number, data: string) => void): void;
}

/** An API server in this process that knows but exec, with `v5.channel.k8s.io`; gives a config that leads to it. */
export async function testExecServer(
  serve: (session: ExecSession) => void,
): Promise<{ readonly config: KubeConfig } & AsyncDisposable> {
  const authority = await createAuthority('Exec CA');
  const server = createServer(await authority.issue({ sans: ['127.0.0.1'] }));
  server.on('upgrade', (request, socket: Socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: v5.channel.k8s.io\r\n\r\n`,
    );
    serve(session(socket));
  });
  const config = new KubeConfig();
  const cluster = {
    name: 'test',
    server: `https://127.0.0.1:${await listen(server)}`,
    caData: Buffer.from(authority.cert).toString('base64'),
    skipTLSVerify: false,
  };
  config.loadFromClusterAndUser(cluster, { name: 'me' });
  return {
    config,
    [Symbol.asyncDispose]: () => {
      server.close();
      return Promise.resolve();
    },
  };
}

function session(socket: Socket): ExecSession {
  socket.on('error', () => undefined);
  return {
    send: (channel, data) => void socket.write(frame(2, Buffer.from([channel, ...Buffer.from(data)]))),
    drop: () => void socket.destroy(),
    close: () => void socket.end(frame(8, Buffer.from([0x03, 0xe8]))),
    onMessage: (listener) => {
      socket.on('data', (bytes: Buffer) => {
        for (const payload of unframe(bytes))
          listener(payload[0] ?? -1, payload.subarray(1).toString('latin1'));
      });
    },
  };
}

/** A whole, unmasked frame of less than 64 KiB. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? [0x80 | opcode, length] : [0x80 | opcode, 126, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), payload]);
}

/** The payloads of a client's (masked) binary frames that came in one piece, each of less than 126 bytes. */
function* unframe(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + 6 <= bytes.length;) {
    const length = (bytes[at + 1] ?? 0) & 127;
    const mask = bytes.subarray(at + 2, at + 6);
    const payload = bytes
      .subarray(at + 6, at + 6 + length)
      .map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    if (((bytes[at] ?? 0) & 15) === 2) yield Buffer.from(payload);
    at += 6 + length;
  }
}
