import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digestOfBytes } from './archive.ts';
import { digestAt, moveTag, pullFiles, pushFiles, type Repository } from './registry.ts';

/** As much of a registry as a push and a pull need (OCI distribution specification, "Push", "Pull"). */
const blobs = new Map<string, Buffer>();
let server: Server;
let repository: Repository;

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'http://registry');
      const reference = url.pathname.split('/').at(-1) ?? '';
      const body = await buffer(request);
      if (url.pathname.includes('/refused/')) return response.writeHead(403).end('no pushes here');
      if (request.method === 'POST')
        return response.writeHead(202, { location: `${url.pathname}session?state=1` }).end();
      if (request.method === 'GET') {
        const found = blobs.get(reference);
        return found ? response.end(found) : response.writeHead(404).end();
      }
      blobs.set(url.searchParams.get('digest') ?? digestOfBytes(body), body);
      if (url.pathname.includes('/manifests/')) blobs.set(reference, body);
      return response.writeHead(201).end();
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('Expected a port');
  repository = { host: `127.0.0.1:${address.port}`, name: 'korthweb/test' };
});
afterAll(() => void server.close());
beforeEach(() => blobs.clear());

describe('a registry', () => {
  test('gives back by tag and by digest what was pushed', async () => {
    const files = { 'one.yaml': 'kind: One\n' };
    const { digest } = await pushFiles(repository, 'main', files);
    expect(await pullFiles(repository, 'main')).toEqual(files);
    expect(await pullFiles(repository, digest)).toEqual(files);
  });

  test('has the same digest for the same files', async () => {
    const files = { 'one.yaml': 'kind: One\n' };
    const [first, second] = [
      await pushFiles(repository, 'a', files),
      await pushFiles(repository, 'b', files),
    ];
    expect(second.digest).toBe(first.digest);
  });

  test('moves a tag back to an older manifest', async () => {
    const first = await pushFiles(repository, 'main', { file: 'first' });
    await pushFiles(repository, 'main', { file: 'second' });
    expect(await digestAt(repository, 'main')).not.toBe(first.digest);
    await moveTag(repository, 'main', first.digest);
    expect(await digestAt(repository, 'main')).toBe(first.digest);
    expect(await pullFiles(repository, 'main')).toEqual({ file: 'first' });
  });

  test('that refuses is named, with what it said', async () => {
    await expect(pushFiles({ ...repository, name: 'refused' }, 'main', {})).rejects.toThrow(
      /POST http:\/\/127\.0\.0\.1:\d+\/v2\/refused\/blobs\/uploads\/: expected 202, got 403: no pushes here/,
    );
  });
});
