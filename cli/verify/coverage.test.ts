import { expect, test } from 'vitest';
import { connect } from '../../helpers/kube/client.ts';
import { json, refusal, testApiServer } from '../../helpers/kube/test-api-server.ts';
import { Approach } from '../../helpers/model/approach.ts';
import manual from '../../install/manual/approach.ts';
import { coverageCheck, promisingObjects } from './coverage.ts';
import { check } from './testing/check.ts';

const objects = ['Gateway/web-gw', 'IngressRoute/web-ingressroute'];

test('what checks that came to a result exercise is covered, also by one that failed', () => {
  const checks = [
    check('a/one', 'passed', { exercises: ['Gateway/web-gw'] }),
    check('a/two', 'failed', { exercises: ['IngressRoute/web-ingressroute'] }),
  ];
  expect(coverageCheck(objects, checks)).toMatchObject({
    id: 'coverage/resources-are-exercised',
    verdict: 'passed',
    reason: null,
  });
});

test('what no check exercises fails, with the list', () => {
  const checks = [check('a/one', 'passed', { exercises: ['Gateway/web-gw', 'Gateway/gone'] })];
  expect(coverageCheck(objects, checks)).toMatchObject({
    verdict: 'failed',
    reason: 'no check exercises IngressRoute/web-ingressroute',
  });
});

test.each(['skipped', 'inconclusive', 'setup-failed'] as const)(
  'what only a check that was %s exercises is not known',
  (verdict) => {
    const checks = [
      check('a/one', 'passed', { exercises: ['Gateway/web-gw'] }),
      check('a/two', verdict, { exercises: ['IngressRoute/web-ingressroute'] }),
    ];
    expect(coverageCheck(objects, checks).verdict).toBe('inconclusive');
  },
);

test('a check that does not apply exercises nothing', () => {
  expect(
    coverageCheck(['Gateway/web-gw'], [check('a/one', 'unsupported', { exercises: ['Gateway/web-gw'] })])
      .verdict,
  ).toBe('failed');
});

test('policies, routes, connection settings, issuers and certificates are looked for in the namespaces of tenant and gateway', async () => {
  const names: Readonly<Record<string, string>> = {
    '/apis/security.istio.io/v1/namespaces/orthweb/authorizationpolicies': 'authz-policy-orthanc',
    '/apis/networking.istio.io/v1/namespaces/istio-system/gateways': 'web-gw',
    '/apis/networking.istio.io/v1/namespaces/orthweb/destinationrules': 'orthanc',
    '/apis/networking.istio.io/v1/namespaces/orthweb/sidecars': 'orthanc',
    '/apis/cert-manager.io/v1/namespaces/istio-system/issuers': 'my-ca-issuer',
  };
  await using server = await testApiServer((request, response) => {
    const { url = '' } = request;
    const name = names[url];
    if (name) return json(200, { items: [{ metadata: { name } }] })(request, response);
    if (url === '/version') return json(200, { gitVersion: 'v1.37.2' })(request, response);
    return refusal(404, 'not found')(request, response);
  });
  const cluster = await connect({ kubeconfig: server.kubeconfig });
  expect(await promisingObjects(cluster, Approach.parse(manual))).toEqual([
    'AuthorizationPolicy/authz-policy-orthanc',
    'DestinationRule/orthanc',
    'Gateway/web-gw',
    'Issuer/my-ca-issuer',
    'Sidecar/orthanc',
  ]);
});
