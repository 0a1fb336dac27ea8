import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Cluster } from '../../helpers/kube/client.ts';
import type { KubeObject } from '../../helpers/kube/objects.ts';
import {
  json,
  refusal,
  testApiServer,
  withResources,
  type TestApiServer,
} from '../../helpers/kube/test-api-server.ts';
import { notHeld } from './held.ts';

const service = (name: string, app: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'orthweb' },
  spec: { selector: { app } },
});
/** What the cluster has now: `b` was put right, `c` is gone, and `a` has but a new version. */
const present: Record<string, object> = {
  a: { ...service('a', 'nowhere'), metadata: { name: 'a', namespace: 'orthweb', resourceVersion: '7' } },
  b: service('b', 'orthanc'),
};
const resources = [{ name: 'services', kind: 'Service', namespaced: true, verbs: [] }];

let server: TestApiServer;
let cluster: Cluster;

beforeAll(async () => {
  const objects = withResources(resources, (request, response) => {
    const found = present[request.url?.split('/').at(-1) ?? ''];
    (found ? json(200, found) : refusal(404, 'none'))(request, response);
  });
  server = await testApiServer(objects);
  cluster = await connect({ kubeconfig: server.kubeconfig });
});
afterAll(() => server[Symbol.asyncDispose]());

test('what was put right or is gone does not hold, a new version alone does', async () => {
  const written = ['a', 'b', 'c'].map((name) => service(name, 'nowhere'));
  expect(await notHeld(cluster, written)).toEqual(['Service orthweb/b', 'Service orthweb/c']);
});
