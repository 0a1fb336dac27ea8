import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { freePort } from '../http/free-port.ts';
import { ConfigError } from '../model/errors.ts';
import { connect } from './client.ts';
import { json, refusal, testApiServer, writeKubeconfig } from './test-api-server.ts';

async function failure(options: Parameters<typeof connect>[0]): Promise<string> {
  const thrown = await connect(options).catch((error: unknown) => error);
  if (!(thrown instanceof ConfigError)) throw new Error('Expected a ConfigError', { cause: thrown });
  const { message } = thrown;
  expect(message).not.toContain('a-token-that-no-message-shows');
  expect(message).toMatch(/^Expected .*\. Next: /s);
  return message;
}

describe('the kubeconfig', () => {
  test('is missing', async () => {
    expect(await failure({ kubeconfig: '/nonexistent/config' })).toMatch(
      /kubeconfig at \/nonexistent\/config; there is none/,
    );
  });

  test('is none', async () => {
    await using file = await writeKubeconfig({ server: 'https://127.0.0.1:1' });
    await writeFile(file.path, '{ this is: [no kubeconfig');
    expect(await failure({ kubeconfig: file.path })).toContain('it cannot be read as one');
  });

  test('has no such context', async () => {
    await using file = await writeKubeconfig({ server: 'https://127.0.0.1:1' });
    const message = await failure({ kubeconfig: file.path, context: 'kind-korthweb-helm' });
    expect(message).toContain(`a context \`kind-korthweb-helm\` in ${file.path}; it has \`test\`, \`other\``);
  });
});

describe('the API server', () => {
  test('refuses the connection', async () => {
    const url = `https://127.0.0.1:${await freePort()}`;
    await using file = await writeKubeconfig({ server: url });
    const message = await failure({ kubeconfig: file.path, context: 'other' });
    expect(message).toContain(
      `context \`other\` (${url}, from ${file.path}) to answer; it refuses the connection`,
    );
  });

  test('has a name that does not resolve', async () => {
    await using file = await writeKubeconfig({ server: 'https://no-such-host.invalid' });
    expect(await failure({ kubeconfig: file.path })).toContain('its name does not resolve');
  });

  test('shows a certificate of another CA', async () => {
    await using server = await testApiServer(json(200, {}), { trusted: false });
    expect(await failure({ kubeconfig: server.kubeconfig })).toMatch(
      /certificate is not trusted \(UNABLE_TO_VERIFY/,
    );
  });

  test('closes the connection', async () => {
    await using server = await testApiServer((request) => request.socket.destroy());
    expect(await failure({ kubeconfig: server.kubeconfig })).toContain('the connection failed');
  });

  const statuses: [number, string, RegExp][] = [
    [401, 'Unauthorized', /does not accept the credentials of user `me` \(HTTP 401\)/],
    [403, 'forbidden: User "me" cannot get path "/version"', /forbids user `me` even to ask \(HTTP 403\)/],
    [503, 'etcd is not there', /it answered GET \/version: HTTP 503: etcd is not there/],
  ];
  test.each(statuses)('answers %i', async (status, message, expected) => {
    await using server = await testApiServer(refusal(status, message));
    expect(await failure({ kubeconfig: server.kubeconfig })).toMatch(expected);
  });

  test('is something else', async () => {
    await using server = await testApiServer(json(200, { hello: 'world' }));
    expect(await failure({ kubeconfig: server.kubeconfig })).toContain('its answer is none of Kubernetes');
  });

  test('takes the credentials for nobody', async () => {
    await using server = await testApiServer((request, response) => {
      const review = { status: { userInfo: { username: 'system:anonymous' } } };
      json(200, request.url === '/version' ? { gitVersion: 'v1.37.2' } : review)(request, response);
    });
    expect(await failure({ kubeconfig: server.kubeconfig })).toContain('(HTTP 401)');
  });

  test('knows us', async () => {
    await using server = await testApiServer((request, response) => {
      const review = { status: { userInfo: { username: 'jane' } } };
      json(200, request.url === '/version' ? { gitVersion: 'v1.37.2' } : review)(request, response);
    });
    const { version, user, context } = await connect({ kubeconfig: server.kubeconfig, context: 'other' });
    expect({ version, user, context }).toEqual({ version: 'v1.37.2', user: 'jane', context: 'other' });
  });
});
