import { describe, expect, test } from 'vitest';
import { connect } from '../../helpers/kube/client.ts';
import { json, refusal, testApiServer, withResources } from '../../helpers/kube/test-api-server.ts';
import { Approach } from '../../helpers/model/approach.ts';
import type { CheckResult } from '../../helpers/model/results.ts';
import manual from '../../install/manual/approach.ts';
import { coverage, coverageCheck } from './coverage.ts';
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

describe('what is looked for in the namespaces of tenant and gateway', () => {
  const names: Readonly<Record<string, string>> = {
    '/apis/security.istio.io/v1/namespaces/orthweb/authorizationpolicies': 'authz-policy-orthanc',
    '/apis/networking.istio.io/v1/namespaces/istio-system/gateways': 'web-gw',
    '/apis/networking.istio.io/v1/namespaces/orthweb/destinationrules': 'orthanc',
    '/apis/networking.istio.io/v1/namespaces/orthweb/sidecars': 'orthanc',
    '/apis/cert-manager.io/v1/namespaces/istio-system/issuers': 'my-ca-issuer',
  };
  const resources = Object.keys(names).map((path) => ({
    name: path.replace(/^.*\//, ''),
    kind: '',
    namespaced: true,
    verbs: ['list'],
  }));

  /** Of a cluster that has these kinds alone; a kind that it has not is refused, as whoever may not list it is. */
  async function found(denied: readonly string[], checks: readonly CheckResult[]): Promise<CheckResult> {
    await using server = await testApiServer(
      withResources(resources, (request, response) => {
        const { url = '' } = request;
        const isServed = resources.some(({ name }) => url.endsWith(`/${name}`));
        if (!isServed || denied.includes(url)) return refusal(403, 'forbidden')(request, response);
        const name = names[url];
        return json(200, { items: name ? [{ metadata: { name } }] : [] })(request, response);
      }),
    );
    const cluster = await connect({ kubeconfig: server.kubeconfig });
    return await coverage(cluster, Approach.parse(manual), checks);
  }

  test('is every policy, route, connection setting, issuer and certificate of the kinds that there are', async () => {
    expect(await found([], [])).toMatchObject({
      verdict: 'failed',
      exercises: [
        'AuthorizationPolicy/authz-policy-orthanc',
        'DestinationRule/orthanc',
        'Gateway/web-gw',
        'Issuer/my-ca-issuer',
        'Sidecar/orthanc',
      ],
    });
  });

  test('is not known where it may not be listed, and the reason names all of it', async () => {
    const denied = [
      '/apis/cert-manager.io/v1/namespaces/istio-system/issuers',
      '/apis/networking.istio.io/v1/namespaces/orthweb/sidecars',
    ];
    expect(await found(denied, [])).toMatchObject({
      id: 'coverage/resources-are-exercised',
      verdict: 'inconclusive',
      reason: expect.stringMatching(
        /no permission to list sidecars\.networking\.istio\.io in namespace orthweb; no permission to list issuers\.cert-manager\.io in namespace istio-system$/,
      ),
    });
  });
});
