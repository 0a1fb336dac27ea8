import { AuthorizationV1Api } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { loadKubeconfig } from './kubeconfig.ts';
import { request } from './request.ts';
import { json, testApiServer } from './test-api-server.ts';

const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const body = { spec: { resourceAttributes: { resource: 'pods', verb: 'list' } } };

/** An API server that turns the first so many requests away. */
async function busy(times: number, headers: Readonly<Record<string, string>>) {
  const bodies: string[] = [];
  const server = await testApiServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      if (bodies.length > times) return json(201, { status: { allowed: true } })(incoming, response);
      response.writeHead(429, headers).end('Too many requests, please try again later.\n');
    });
  });
  const config = loadKubeconfig(undefined, server.kubeconfig);
  return { bodies, config, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('an API server without room for a request', () => {
  test('is asked again, with the same body, by the generated client', async () => {
    await using server = await busy(2, { 'retry-after': '0' });
    const review = await server.config
      .makeApiClient(AuthorizationV1Api)
      .createSelfSubjectAccessReview({ body });
    expect(review.status?.allowed).toBe(true);
    expect(server.bodies).toEqual(Array(3).fill(JSON.stringify(body)));
  });

  test('is asked again, with the same body, by a request of ours', async () => {
    await using server = await busy(2, { 'retry-after': '0' });
    await request(server.config, { method: 'POST', path, body });
    expect(server.bodies).toEqual(Array(3).fill(JSON.stringify(body)));
  });

  test('that has none for long is reported', async () => {
    await using server = await busy(100, { 'retry-after': '0' });
    await expect(request(server.config, { method: 'POST', path, body })).rejects.toThrow(
      `POST ${path}: HTTP 429: Too many requests`,
    );
    expect(server.bodies).toHaveLength(6);
  });

  test('that does not say when to come back is not asked again', async () => {
    await using server = await busy(1, {});
    await expect(request(server.config, { method: 'POST', path, body })).rejects.toThrow('HTTP 429');
    expect(server.bodies).toHaveLength(1);
  });

  test('is not waited for longer than the caller would', async () => {
    await using server = await busy(100, { 'retry-after': '60' });
    const signal = AbortSignal.timeout(50);
    await expect(request(server.config, { method: 'POST', path, body, signal })).rejects.toThrow(/timeout/);
    expect(server.bodies).toHaveLength(1);
  });
});
