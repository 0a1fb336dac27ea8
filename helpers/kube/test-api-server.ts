import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { listen } from '../net/listen.ts';
import { createAuthority } from '../tls/authority.ts';

/** An HTTPS server in this process that stands where an API server should, and a kubeconfig that leads to it. */
export interface TestApiServer extends AsyncDisposable {
  readonly kubeconfig: string;
  readonly url: string;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts one that answers every request so; `trusted: false` leaves its CA out of the kubeconfig. */
export async function testApiServer(answer: Answer, { trusted = true } = {}): Promise<TestApiServer> {
  const authority = await createAuthority('API CA');
  const server = createServer(await authority.issue({ sans: ['127.0.0.1'] }), answer);
  const url = `https://127.0.0.1:${await listen(server)}`;
  const ca = trusted ? { 'certificate-authority-data': Buffer.from(authority.cert).toString('base64') } : {};
  const kubeconfig = await writeKubeconfig({ server: url, ...ca });
  return {
    url,
    kubeconfig: kubeconfig.path,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await kubeconfig[Symbol.asyncDispose]();
    },
  };
}

/** Writes a kubeconfig with the contexts `test` and `other`. */
export async function writeKubeconfig(
  cluster: Readonly<Record<string, string>>,
): Promise<{ readonly path: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-kubeconfig-'));
  const path = join(folder, 'config');
  const context = { cluster: 'here', user: 'me' };
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'here', cluster }],
    users: [{ name: 'me', user: { token: 'a-token-that-no-message-shows' } }],
    contexts: ['test', 'other'].map((name) => ({ name, context })),
  };
  await writeFile(path, stringify(document));
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** Answers what a client asks of a cluster first, its version and its resources, and leaves the objects to another. */
export const withResources =
  (resources: readonly Resource[], objects: Answer): Answer =>
  (request, response) => {
    const { url = '' } = request;
    if (url === '/version') return json(200, { gitVersion: 'v1.37.2' })(request, response);
    if (url.endsWith('selfsubjectreviews')) return refusal(404, 'too old')(request, response);
    if (!url.includes('/namespaces/')) return json(200, { resources })(request, response);
    return objects(request, response);
  };

/** An answer of JSON. */
export function json(status: number, body: unknown): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

/** An answer as an API server refuses: a `Status` with a message. */
export function refusal(status: number, message: string): Answer {
  return json(status, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: status });
}
