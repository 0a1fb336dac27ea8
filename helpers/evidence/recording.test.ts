import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHttp, type HttpClient } from '../http/client.ts';
import { listen } from '../net/listen.ts';
import { recording } from './recording.ts';

const server = createServer((request, response) => {
  if (request.url === '/gone') request.socket.destroy();
  else response.writeHead(404, { 'x-test': 'yes' }).end('nothing here');
});
let client: HttpClient;
beforeAll(async () => {
  client = openHttp({ host: 'web.example.org', address: '127.0.0.1', port: await listen(server) });
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  server.close();
});

test('the last exchanges are remembered, failures too', async () => {
  const { client: recorded, transcript } = recording(client);
  expect(transcript()).toBeUndefined();
  expect((await recorded.request({ path: '/first', headers: { accept: 'text/plain' } })).status).toBe(404);
  await expect(recorded.request({ path: '/gone' })).rejects.toThrow('got none');
  expect(transcript()).toMatch(
    /^GET \/first \(web\.example\.org\)\naccept: text\/plain\nHTTP 404 after \d+ ms\n.*x-test: yes.*nothing here\n\nGET \/gone .*\nno response: /s,
  );
});

test('only the last ten', async () => {
  const { client: recorded, transcript } = recording(client);
  for (let count = 1; count <= 12; count += 1) await recorded.request({ path: `/${count}.` });
  expect(transcript()).not.toContain('GET /2. ');
  expect(transcript()).toContain('GET /3. ');
});
