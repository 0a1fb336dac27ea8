import { createServer, type Server } from 'node:https';
import { afterEach, expect, test } from 'vitest';
import { connect, type Cluster } from '../../../helpers/kube/client.ts';
import { json, refusal, testApiServer, withResources } from '../../../helpers/kube/test-api-server.ts';
import { Approach } from '../../../helpers/model/approach.ts';
import { listen } from '../../../helpers/net/listen.ts';
import { createAuthority } from '../../../helpers/tls/authority.ts';
import helm from '../../helm/approach.ts';
import { untilIngressServes } from './ingress-serves.ts';

const host = 'web.orthweb.com';
const authority = await createAuthority('Ingress CA');
const started: AsyncDisposableStack[] = [];
afterEach(async () => {
  for (const stack of started.splice(0)) await stack.disposeAsync();
});

/** What the ingress does with its requests, one after the other: a status, or no answer; then 200, for ever. */
async function ingressThat(does: readonly (number | 'hangs up')[]): Promise<{
  readonly cluster: Cluster;
  readonly approach: Approach;
  readonly asked: () => number;
}> {
  const stack = new AsyncDisposableStack();
  started.push(stack);
  let asked = 0;
  const server: Server = createServer(await authority.issue({ sans: [host] }), (request, response) => {
    const next = does[asked++] ?? 200;
    if (next === 'hangs up') request.socket.destroy();
    else response.writeHead(next).end();
  });
  stack.defer(() => void server.close());
  stack.defer(() => server.closeAllConnections());
  const port = await listen(server);
  const approach = Approach.parse({
    ...helm,
    tenants: helm.tenants.map((tenant) => ({ ...tenant, web: { ...tenant.web, port } })),
  });
  const objects = Object.fromEntries(
    approach.tenants.flatMap(({ certificates: { ca }, web }) => [
      [`secrets/${ca.secret}`, { data: { [ca.key]: Buffer.from(authority.cert).toString('base64') } }],
      [`services/${web.service.name}`, { status: { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } } }],
    ]),
  );
  const api = stack.use(
    await testApiServer(
      withResources([], (request, response) => {
        const found = Object.entries(objects).find(([path]) => request.url?.endsWith(path));
        (found ? json(200, found[1]) : refusal(404, `no ${request.url}`))(request, response);
      }),
    ),
  );
  return { cluster: await connect({ kubeconfig: api.kubeconfig }), approach, asked: () => asked };
}

test('an ingress is up once it has answered fifteen times in a row, be it that it wants credentials', async () => {
  const { cluster, approach, asked } = await ingressThat([401, 404]);
  await untilIngressServes(cluster, approach);
  expect(asked()).toBe(15);
});

test('what lapses after it has served begins anew', async () => {
  const { cluster, approach, asked } = await ingressThat([503, 200, 200, 'hangs up', 200, 503]);
  await untilIngressServes(cluster, approach);
  expect(asked()).toBe(6 + 15);
});
