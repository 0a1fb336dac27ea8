import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { connect } from 'node:tls';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { listen } from '../net/listen.ts';
import { createAuthority } from '../tls/authority.ts';
import { certify } from './certificate-service.ts';

const framed = (message: Buffer): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

/** Field 1 with a text of 130 to 16,383 bytes. */
const field = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x0a, (text.length & 0x7f) | 0x80, text.length >>> 7]), Buffer.from(text)]);

/** A server in this process that answers each call so. */
async function istiod(answer: (stream: ServerHttp2Stream, asked: Buffer, token: unknown) => void) {
  const authority = await createAuthority('mesh');
  const server = createSecureServer(await authority.issue({ sans: ['istiod.test'] }));
  server.on('stream', (stream, headers) => {
    void buffer(stream).then((asked) => answer(stream, asked, headers.authorization));
  });
  const port = await listen(server);
  const open = () => connect({ port, ca: authority.cert, servername: 'istiod.test', ALPNProtocols: ['h2'] });
  return { open, [Symbol.asyncDispose]: async () => void server.close() };
}

const csr = 'a request '.repeat(40);
const request = { csr, token: 'a-token', authority: 'istiod.test' };

test('a request is sent with the token, and the chain is read', async () => {
  const chain = ['leaf '.repeat(40), 'authority '.repeat(50)];
  await using server = await istiod((stream, asked, token) => {
    const right = asked.equals(framed(field(csr))) && token === 'Bearer a-token';
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': right ? '0' : '3' }));
    stream.end(framed(Buffer.concat(chain.map(field))));
  });
  expect(await certify(server.open(), request)).toEqual(chain);
});

test('a refusal is told in its own words', async () => {
  await using server = await istiod((stream) => {
    const refusal = { 'grpc-status': '16', 'grpc-message': 'request%20authenticate%20failure' };
    stream.respond({ ':status': 200, ...refusal }, { endStream: true });
  });
  await expect(certify(server.open(), request)).rejects.toThrow(
    'expected gRPC status 0, got gRPC status 16 request authenticate failure (HTTP 200)',
  );
});
