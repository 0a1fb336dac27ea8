import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { freePort } from '../http/free-port.ts';
import { tcpServer } from '../tls/test-server.ts';
import { newSourcePort } from './source-port.ts';
import type { Target, Vantage } from './vantage.ts';

const dial = ({ host, port }: Target): Socket => connect({ host, port, allowHalfOpen: true });

/** What every vantage must do, wherever its sockets start: one set of tests, many implementations. */
export function describeVantage(
  name: string,
  make: () => Promise<Vantage>,
  options: { skip?: boolean } = {},
): void {
  describe.skipIf(options.skip ?? false)(name, () => {
    bytes(make);
    sources(make);
    endings(make);
    failures(make);
  });
}

function bytes(make: () => Promise<Vantage>): void {
  test('carries bytes both ways', async () => {
    await using server = await tcpServer((socket) =>
      socket.on('data', (data) => socket.write(`<${data.toString()}>`)),
    );
    await using tunnel = await (await make()).tunnel(server);
    const client = dial(tunnel);
    client.write('ping');
    const [answer] = await once(client, 'data');
    expect(String(answer)).toBe('<ping>');
    client.destroy();
  });

  test('carries megabytes unharmed', async () => {
    await using server = await tcpServer((socket) => socket.pipe(socket));
    await using tunnel = await (await make()).tunnel(server);
    const sent = '0123456789abcdef'.repeat(200_000);
    expect((await text(dial(tunnel).end(sent))) === sent).toBe(true);
  });
}

function sources(make: () => Promise<Vantage>): void {
  test('starts at the port that is asked for', async () => {
    await using server = await tcpServer((socket) => socket.end(String(socket.remotePort)));
    const sourcePort = newSourcePort();
    const stream = await (await make()).open({ host: server.host, port: server.port, sourcePort });
    expect(await text(stream)).toBe(String(sourcePort));
    stream.destroy();
  });
}

function endings(make: () => Promise<Vantage>): void {
  test('carries a half close: the answer to the end of a request still comes', async () => {
    await using server = await tcpServer((socket) => {
      void text(socket).then((request) => socket.end(`${request.length} bytes`));
    });
    await using tunnel = await (await make()).tunnel(server);
    expect(await text(dial(tunnel).end('12345'))).toBe('5 bytes');
    expect(tunnel.lastError()).toBeUndefined();
  });

  test('carries a close by the target', async () => {
    await using server = await tcpServer((socket) => socket.end('bye'));
    await using tunnel = await (await make()).tunnel(server);
    const client = dial(tunnel);
    expect(await text(client)).toBe('bye');
    client.destroy();
    expect(tunnel.lastError()).toBeUndefined();
  });

  test('carries a reset as a reset', async () => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await using tunnel = await (await make()).tunnel(server);
    const client = dial(tunnel);
    client.write('hello');
    const [error] = await once(client, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET', syscall: 'read' });
    expect(tunnel.lastFailure()).toMatchObject({ stage: 'stream', error: { code: 'ECONNRESET' } });
  });
}

function failures(make: () => Promise<Vantage>): void {
  test('says that a port is closed', async () => {
    const target = { host: '127.0.0.1', port: await freePort() };
    await expect((await make()).open(target)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('says that a name does not resolve', async () => {
    const target = { host: 'no-such-host.invalid', port: 80 };
    const thrown = await (await make()).open(target).catch((error: unknown) => error);
    expect(thrown).toHaveProperty('code', expect.stringMatching(/ENOTFOUND|EAI_AGAIN/));
  });
}
