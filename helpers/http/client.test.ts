import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TimeoutError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { createAuthority } from '../tls/authority.ts';
import { openHttp } from './client.ts';
import { freePort } from './free-port.ts';
import { expectStatus, header, json } from './response.ts';

const host = 'web.test';
const usual = { ...timeouts };
afterEach(() => void Object.assign(timeouts, usual));

describe('in plain HTTP', () => {
  test('asks an address for another name, with credentials', async () => {
    await using server = await listen(createServer(echo));
    await using http = openHttp({ ...server.target, host, auth: { user: 'a', password: 'b:ö' } });
    const response = await http.request({ method: 'POST', path: '/x?y=1', body: 'hello' });
    expect(json(response, Echo)).toEqual({
      request: 'POST /x?y=1',
      host,
      authorization: `Basic ${Buffer.from('a:b:ö').toString('base64')}`,
      body: 'hello',
      servername: null,
    });
    expect(response.timings.totalMs).toBeGreaterThanOrEqual(response.timings.headersMs);
  });

  test('a redirect is an answer', async () => {
    await using server = await listen(createServer(redirect));
    await using http = openHttp({ ...server.target, host });
    const response = await http.request({ path: '/' });
    expect([response.status, header(response, 'Location')]).toEqual([308, 'https://x/']);
    expect(() => expectStatus(response, 200)).toThrow(
      'Expected HTTP 200 from GET http://web.test/, got 308: (an empty body)',
    );
  });

  test('a dead port is no response, with the reason as its cause', async () => {
    const port = await freePort();
    await using http = openHttp({ host, address: '127.0.0.1', port });
    const error: unknown = await http.request({ path: '/' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(String(error)).toContain(`GET http://web.test/ through 127.0.0.1:${port}`);
  });

  test('a reset is no response either', async () => {
    await using server = await listen(createTcpServer((socket) => socket.resetAndDestroy()));
    await using http = openHttp({ ...server.target, host });
    await expect(http.request({ path: '/' })).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  test('silence ends with the named timeout', async () => {
    await using server = await listen(createTcpServer());
    await using http = openHttp({ ...server.target, host });
    Object.assign(timeouts, { request: 100 });
    const error: unknown = await http.request({ path: '/' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(String(error)).toContain(
      'Waited 0.1 s (timeout `request`) for a response to GET http://web.test/',
    );
  });
});

describe('in HTTPS', async () => {
  const authority = await createAuthority('ours');
  const certified = await authority.issue({ sans: [host] });

  test('sends the name and trusts the pinned CA', async () => {
    await using server = await listen(createTlsServer(certified, echo));
    await using http = openHttp({ ...server.target, host, tls: { ca: authority.cert } });
    const response = await http.request({ path: '/' });
    expect(json(response, Echo)).toMatchObject({ host, servername: host });
  });

  test('sends no name where none is wanted, and verifies all the same', async () => {
    await using server = await listen(createTlsServer(certified, echo));
    await using http = openHttp({ ...server.target, host, tls: { ca: authority.cert, servername: '' } });
    expect(json(await http.request({ path: '/' }), Echo)).toMatchObject({ servername: false });
  });

  test('refuses a certificate of another CA', async () => {
    const other = await createAuthority('theirs');
    await using server = await listen(createTlsServer(await other.issue({ sans: [host] }), echo));
    await using http = openHttp({ ...server.target, host, tls: { ca: authority.cert } });
    await expect(http.request({ path: '/' })).rejects.toMatchObject({
      cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
  });

  test.each([undefined, '', 'other.test'])(
    'refuses one for another name, asking for %j',
    async (servername) => {
      await using server = await listen(
        createTlsServer(await authority.issue({ sans: ['other.test'] }), echo),
      );
      const tls = { ca: authority.cert, ...(servername !== undefined && { servername }) };
      await using http = openHttp({ ...server.target, host, tls });
      await expect(http.request({ path: '/' })).rejects.toMatchObject({
        cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      });
    },
  );
});

test('JSON that is not as expected names the request and the field', () => {
  const response = {
    request: 'GET http://x/',
    status: 200,
    headers: {},
    timings: { headersMs: 0, totalMs: 0 },
  };
  const read = (body: string): unknown =>
    json({ ...response, body: Buffer.from(body) }, z.object({ a: z.number() }));
  expect(() => read('{"a":"1"}')).toThrow(/GET http:\/\/x\/.*→ at a/s);
  expect(() => read('<html>')).toThrow('Expected JSON from GET http://x/, got: <html>');
});

const Echo = z.object({
  request: z.string(),
  host: z.string(),
  authorization: z.string().nullable(),
  body: z.string(),
  servername: z.union([z.string(), z.literal(false)]).nullable(),
});

const redirect: RequestListener = (_, to) => to.writeHead(308, { location: 'https://x/' }).end();

const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers, socket } = request;
    // The types leave out what a server's socket has: the name that the client sent, or false.
    const servername: unknown = socket instanceof TLSSocket ? Reflect.get(socket, 'servername') : null;
    const { host: asked, authorization = null } = headers;
    const body = Buffer.concat(chunks).toString();
    response.end(
      JSON.stringify({ request: `${method} ${url}`, host: asked, authorization, body, servername }),
    );
  });
};

async function listen(server: Server | TcpServer) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  return {
    target: { address: '127.0.0.1', port: address.port },
    [Symbol.asyncDispose]: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  };
}
