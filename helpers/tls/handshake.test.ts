import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../http/free-port.ts';
import { createAuthority, selfSigned, type Authority, type KeyPair } from './authority.ts';
import { handshake, type HandshakeOutcome } from './handshake.ts';
import type { TlsOptions } from './originate.ts';
import { tcpServer, tlsEchoServer } from './test-server.ts';

const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);

let authority: Authority;
let other: Authority;
beforeAll(async () => {
  [authority, other] = await Promise.all([createAuthority('Our CA'), createAuthority('Other CA')]);
});

async function served(pair: KeyPair, options: TlsOptions = {}): Promise<HandshakeOutcome> {
  await using server = await tlsEchoServer(pair);
  return await handshake(server, { ca: authority.cert, servername: 'web.example', ...options });
}

describe('certificates', () => {
  test('a good one is trusted, and its chain shown', async () => {
    const outcome = await served(await authority.issue({ sans: ['web.example'] }));
    expect(outcome).toMatchObject({ kind: 'connected', protocol: 'TLSv1.3', alpn: undefined });
    expect('chain' in outcome && outcome.chain.map(({ subject }) => subject)).toEqual([
      'CN=web.example',
      'CN=Our CA',
    ]);
  });

  const bad: [string, () => Promise<KeyPair>, string][] = [
    [
      'expired',
      () => authority.issue({ sans: ['web.example'], notBefore: inDays(-9), notAfter: inDays(-1) }),
      'CERT_HAS_EXPIRED',
    ],
    [
      'not valid yet',
      () => authority.issue({ sans: ['web.example'], notBefore: inDays(1) }),
      'CERT_NOT_YET_VALID',
    ],
    ['of another name', () => authority.issue({ sans: ['other.example'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['self-signed', () => selfSigned({ sans: ['web.example'] }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of another authority', () => other.issue({ sans: ['web.example'] }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ];
  test.each(bad)('one that is %s is untrusted', async (_what, issue, code) => {
    expect(await served(await issue())).toMatchObject({ kind: 'untrusted', code });
  });

  test('any is looked at without verification', async () => {
    const outcome = await served(await selfSigned({ sans: ['x.example'] }), { verify: false });
    expect(outcome).toMatchObject({ kind: 'connected', chain: [{ sans: ['x.example'] }] });
  });

  test('the name is checked without being sent, when an identity is given', async () => {
    const pair = await authority.issue({ sans: ['dicom.example'] });
    const unnamed = { servername: false } as const;
    expect(await served(pair, { ...unnamed, identity: 'dicom.example' })).toMatchObject({
      kind: 'connected',
    });
    expect(await served(pair, { ...unnamed, identity: 'web.example' })).toMatchObject({ kind: 'untrusted' });
  });
});

describe('alerts', () => {
  test('a server without a common protocol sends no_application_protocol', async () => {
    const pair = await authority.issue({ sans: ['web.example'] });
    await using server = await tlsEchoServer({ ...pair, ALPNProtocols: ['http/1.1'] });
    const options = { ca: authority.cert, servername: 'web.example' };
    expect(await handshake(server, { ...options, alpn: ['dicom'] })).toEqual({
      kind: 'alert',
      alert: 'no_application_protocol',
      number: 120,
    });
    expect(await handshake(server, { ...options, alpn: ['http/1.1'] })).toMatchObject({ alpn: 'http/1.1' });
  });

  test('an alert of any number is read off the wire', async () => {
    // A TLS 1.2 record (RFC 5246 §6.2.1) of type alert: fatal, unrecognized_name.
    await using server = await tcpServer((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 112])));
    expect(await handshake(server)).toEqual({ kind: 'alert', alert: 'unrecognized_name', number: 112 });
  });
});

describe('connections without a handshake', () => {
  test('a reset', async () => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await handshake(server)).toMatchObject({ kind: 'reset' });
  });

  test('a close is no reset', async () => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.end()));
    expect(await handshake(server)).toEqual({ kind: 'closed' });
  });

  test('silence', async () => {
    await using server = await tcpServer((socket) => socket.resume());
    expect(await handshake(server, { timeout: 100 })).toMatchObject({ kind: 'timeout' });
  });

  test('plaintext', async () => {
    await using server = await tcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await handshake(server)).toMatchObject({
      kind: 'not-tls',
      code: expect.stringMatching(/^ERR_SSL_/),
    });
  });

  test('a refused connection', async () => {
    expect(await handshake({ host: '127.0.0.1', port: await freePort() })).toMatchObject({ kind: 'refused' });
  });

  test('a name that does not resolve', async () => {
    expect(await handshake({ host: 'no-such-host.invalid', port: 443 })).toMatchObject({ kind: 'dns' });
  });
});
