import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { freePort } from '../http/free-port.ts';
import { createAuthority } from '../tls/authority.ts';
import { tcpServer, tlsEchoServer } from '../tls/test-server.ts';
import { describeVantage } from './vantage.conformance.ts';
import { outsideVantage } from './outside.ts';
import type { Target } from './vantage.ts';

const vantage = outsideVantage();
describeVantage('the outside vantage', () => Promise.resolve(vantage));

const authority = await createAuthority('Tunnel CA');
const pair = await authority.issue({ sans: ['dicom.example'] });
const dial = ({ host, port }: Target): Socket => connect({ host, port, allowHalfOpen: true });

describe('TLS of the tunnel', () => {
  test('is plaintext on this side, half closes included', async () => {
    await using server = await tlsEchoServer({ ...pair, ALPNProtocols: ['dicom'] });
    const tls = { ca: authority.cert, servername: 'dicom.example', alpn: ['dicom'] };
    await using tunnel = await vantage.tunnel({ host: server.host, port: server.port, tls });
    expect(await text(dial(tunnel).end('hello'))).toBe('hello');
    expect(tunnel.tlsInfo).toMatchObject({ protocol: 'TLSv1.3', alpn: 'dicom' });
    expect(tunnel.lastError()).toBeUndefined();
  });

  test('that fails ends the connection without a reset, and says why', async () => {
    await using server = await tlsEchoServer(pair);
    const tls = { ca: authority.cert, servername: 'web.example' };
    await using tunnel = await vantage.tunnel({ host: server.host, port: server.port, tls });
    expect(await text(dial(tunnel))).toBe('');
    expect(tunnel.lastFailure()).toMatchObject({
      stage: 'tls',
      error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  test('carries a reset under it through as a reset', async () => {
    let raw: Socket | undefined;
    await using server = await tlsEchoServer(pair, (socket) => (raw = socket));
    const tls = { ca: authority.cert, servername: 'dicom.example' };
    await using tunnel = await vantage.tunnel({ host: server.host, port: server.port, tls });
    const client = dial(tunnel);
    client.write('hello');
    await once(client, 'data');
    raw?.resetAndDestroy();
    const [error] = await once(client, 'error').catch((thrown: unknown) => [thrown]);
    expect(error).toMatchObject({ code: 'ECONNRESET', syscall: 'read' });
  });
});

test('a tunnel that is disposed of takes its connections with it', async () => {
  await using server = await tcpServer((socket) => socket.pipe(socket));
  const tunnel = await vantage.tunnel(server);
  const client = dial(tunnel);
  client.write('hello');
  await once(client, 'data');
  await tunnel[Symbol.asyncDispose]();
  expect(await text(client)).toBe('');
  await expect(vantage.open(tunnel)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('many connections at once keep their bytes apart', async () => {
  await using server = await tcpServer((socket) => socket.pipe(socket));
  await using tunnel = await vantage.tunnel(server);
  const sent = Array.from({ length: 20 }, (_, index) => `${index}:`.repeat(10_000));
  const received = await Promise.all(sent.map((message) => text(dial(tunnel).end(message))));
  expect(received).toEqual(sent);
});

test('a tunnel to a closed port opens, then ends with the reason', async () => {
  await using tunnel = await vantage.tunnel({ host: '127.0.0.1', port: await freePort() });
  expect(await text(dial(tunnel))).toBe('');
  expect(tunnel.lastError()).toMatch(/^opening 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
});
