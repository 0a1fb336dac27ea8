import { expect, test } from 'vitest';
import { ingressRoutes, ParentedRoute, routesTo } from './other-routes.ts';

const services = [{ namespace: 'orthweb', name: 'orthanc' }];
const route = (namespace: string, parent: object, backend: object): ParentedRoute =>
  ParentedRoute.parse({
    metadata: { namespace, name: 'route' },
    spec: { parentRefs: [parent], rules: [{ backendRefs: [backend] }] },
  });
const gateway = { name: 'gateway' };

test.each([
  [
    'of its namespace',
    route('orthweb', gateway, { name: 'orthanc' }),
    ['HTTPRoute orthweb/route leads there'],
  ],
  [
    'of another namespace',
    route('else', gateway, { name: 'orthanc', namespace: 'orthweb' }),
    ['HTTPRoute else/route leads there'],
  ],
  ['to a Service of the same name elsewhere', route('else', gateway, { name: 'orthanc' }), []],
  ['within the mesh', route('orthweb', { name: 'x', kind: 'Service' }, { name: 'orthanc' }), []],
])('a route %s', (_what, one, expected) => {
  expect(routesTo(services, 'HTTPRoute', [one])).toEqual(expected);
});

test('an Ingress leads there by a rule or by default', () => {
  const backend = { service: { name: 'orthanc', port: { number: 8042 } } };
  const metadata = { namespace: 'orthweb', name: 'one' };
  const rules = [{ http: { paths: [{ backend, pathType: 'Prefix' }] } }];
  const elsewhere = { metadata: { namespace: 'else', name: 'three' }, spec: { defaultBackend: backend } };
  expect(
    ingressRoutes(services, [
      { metadata, spec: { rules } },
      { metadata: { ...metadata, name: 'two' }, spec: { defaultBackend: backend } },
      elsewhere,
    ]),
  ).toEqual(['Ingress orthweb/one leads there', 'Ingress orthweb/two leads there']);
});
