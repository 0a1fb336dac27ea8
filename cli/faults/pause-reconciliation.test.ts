import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fluxApi } from '../../helpers/flux/objects.ts';
import { connect } from '../../helpers/kube/client.ts';
import { json, testApiServer, withResources } from '../../helpers/kube/test-api-server.ts';
import { pause } from './pause-reconciliation.ts';

const kind = 'Kustomization';
const resources = [{ name: 'kustomizations', kind, namespaced: true, verbs: ['get', 'update', 'patch'] }];
const Asked = z.object({
  metadata: z.object({ annotations: z.object({ 'reconcile.fluxcd.io/requestedAt': z.string() }) }),
});

test('a pause lasts until Flux has ended what it began before, though it says nothing of being at it', async () => {
  let looks = 0;
  let asked = '';
  const step = {
    apiVersion: fluxApi.kustomization,
    kind,
    metadata: { name: 'application', namespace: 'bhs', generation: 1, creationTimestamp: 'then' },
    spec: { prune: true, suspend: false, sourceRef: { kind: 'OCIRepository', name: 'korthweb' } },
    status: { conditions: [{ type: 'Ready', status: 'True' }], lastHandledReconcileAt: '' },
  };
  const answer = (method: string, body: string): object => {
    if (method === 'PUT') step.spec.suspend = true;
    if (method === 'PATCH')
      asked = Asked.parse(JSON.parse(body)).metadata.annotations['reconcile.fluxcd.io/requestedAt'];
    // It gets to what it was asked when the third look at it comes.
    if (method === 'GET' && asked !== '' && ++looks === 3) step.status.lastHandledReconcileAt = asked;
    return { ...step, metadata: { ...step.metadata, resourceVersion: method } };
  };
  await using api = await testApiServer(
    withResources(resources, (request, response) => {
      const answered = async (): Promise<void> => {
        json(200, answer(request.method ?? '', await text(request)))(request, response);
      };
      void answered();
    }),
  );
  const cluster = await connect({ kubeconfig: api.kubeconfig });
  const patch = { apiVersion: fluxApi.kustomization, kind, namespace: 'bhs', name: 'application' };
  await pause(cluster, [{ patch, with: { spec: { suspend: true } } }]);
  expect(step.spec.suspend).toBe(true);
  expect(looks).toBe(3);
});
