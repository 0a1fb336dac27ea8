import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { connect, type Cluster } from './client.ts';
import { takeLease } from './lease.ts';
import { json, refusal, testApiServer, withResources, type TestApiServer } from './test-api-server.ts';

const Lease = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), resourceVersion: z.string().optional() }),
  spec: z.object({ holderIdentity: z.string(), renewTime: z.string() }),
});
type Lease = z.infer<typeof Lease>;

/** Keeps one Lease as an API server does, with optimistic concurrency. */
let lease: Lease | undefined;
let version = 0;
let server: TestApiServer;
let cluster: Cluster;

const keep = (written: Lease) => {
  lease = { ...written, metadata: { ...written.metadata, resourceVersion: String((version += 1)) } };
  return json(200, lease);
};
const answers: Record<string, (body: () => Lease) => ReturnType<typeof json>> = {
  GET: () => (lease ? json(200, lease) : refusal(404, 'none')),
  POST: (body) => (lease ? refusal(409, 'there is one') : keep(body())),
  PUT: (body) =>
    lease?.metadata.resourceVersion === body().metadata.resourceVersion
      ? keep(body())
      : refusal(409, 'it was changed'),
  DELETE: () => {
    lease = undefined;
    return json(200, {});
  },
};
const resources = [{ name: 'leases', kind: 'Lease', namespaced: true, verbs: [] }];

beforeAll(async () => {
  const objects = withResources(resources, (request, response) => {
    const { method = '' } = request;
    void text(request).then((body) =>
      answers[method]?.(() => Lease.parse(JSON.parse(body)))(request, response),
    );
  });
  server = await testApiServer(objects);
  cluster = await connect({ kubeconfig: server.kubeconfig });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  lease = undefined;
});

const take = (holder: string, isGone?: (holder: string) => boolean): Promise<AsyncDisposable> =>
  takeLease(cluster, {
    namespace: 'default',
    name: 'korthweb-run',
    holder,
    refusal: (other) => new Error(`${other} has it`),
    ...(isGone ? { isGone } : {}),
  });
const leaseOf = (holderIdentity: string, age: number): Lease => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'korthweb-run', resourceVersion: '0' },
  spec: { holderIdentity, renewTime: new Date(Date.now() - age).toISOString() },
});

test('a lease is held by one at a time, and leaves nothing', async () => {
  {
    await using _ = await take('one');
    await expect(take('two')).rejects.toThrow('one has it');
    expect(lease).toMatchObject({ spec: { holderIdentity: 'one' } });
  }
  expect(lease).toBeUndefined();
});

test('one whose holder is known to be gone, or has given no sign of life, is taken over', async () => {
  lease = leaseOf('dead', 0);
  await expect(take('two', (holder) => holder === 'alive')).rejects.toThrow('dead has it');
  {
    await using _ = await take('two', (holder) => holder === 'dead');
    expect(lease).toMatchObject({ spec: { holderIdentity: 'two' } });
  }
  lease = leaseOf('silent', 59_000);
  await expect(take('three')).rejects.toThrow('silent has it');
  lease = leaseOf('silent', 61_000);
  await using _ = await take('three');
  expect(lease).toMatchObject({ spec: { holderIdentity: 'three' } });
});

test('one that another has taken over is not taken from that one in the end', async () => {
  {
    await using _ = await take('one');
    lease = leaseOf('two', 0);
  }
  expect(lease).toMatchObject({ spec: { holderIdentity: 'two' } });
});
