import { expect, test } from 'vitest';
import { freePort } from '../http/free-port.ts';
import { outsideVantage } from '../net/outside.ts';
import { createAuthority } from '../tls/authority.ts';
import { tcpServer, tlsEchoServer } from '../tls/test-server.ts';
import { reachedBy } from './reached-by.ts';

const challenge = 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="Orthanc Secure Area"\r\n\r\n';
const vantage = outsideVantage();
const hellos = {
  servername: 'web.test',
  // Whatever an echo says back is then an answer of Orthanc's.
  HTTP: Buffer.from(challenge),
  DICOM: Buffer.from([1, 0]),
  PostgreSQL: Buffer.from([0, 0]),
};

test('what answers in plaintext is found', async () => {
  await using server = await tcpServer((socket) => socket.once('data', () => socket.end(challenge)));
  expect(await reachedBy(vantage, server, hellos)).toEqual({ ways: ['HTTP'] });
  await using database = await tcpServer((socket) => socket.once('data', () => socket.end('N')));
  expect(await reachedBy(vantage, database, hellos)).toEqual({ ways: ['PostgreSQL'] });
});

test('what answers inside TLS is found, whatever certificate it shows', async () => {
  const authority = await createAuthority('CA');
  await using server = await tlsEchoServer(await authority.issue({ sans: ['other.test'] }), (socket) => {
    // An echo alone would keep the other protocols waiting.
    setTimeout(() => socket.destroy(), 1000).unref();
  });
  expect(await reachedBy(vantage, server, hellos)).toEqual({ ways: ['HTTP over TLS'] });
});

test('somebody else is not found, nor is nobody', async () => {
  await using other = await tcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
  expect(await reachedBy(vantage, other, hellos)).toEqual({ ways: [] });
  expect(await reachedBy(vantage, { host: '127.0.0.1', port: await freePort() }, hellos)).toEqual({
    ways: [],
  });
});

test('an address at which nobody even refuses is told from a port that is shut', async () => {
  const error = Object.assign(new Error('No TCP connection'), { code: 'ETIMEDOUT' });
  const lost = { ...vantage, open: () => Promise.reject(error) };
  expect(await reachedBy(lost, { host: '192.0.2.1', port: 80 }, hellos)).toEqual({
    ways: [],
    unheard: error,
  });
});
