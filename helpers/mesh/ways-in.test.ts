import { expect, test } from 'vitest';
import { serviceEndpoints, serviceExposures, podExposures } from '../kube/exposures.ts';
import { describePod, type Pod } from '../kube/pods.ts';
import { listenersTo } from './listeners.ts';
import { IstioGateway, VirtualService } from './routing-objects.ts';
import { undeclaredWays, type WaysIn } from './ways-in.ts';

const namespace = 'orthweb';
const system = 'istio-system';
const gatewayService = { namespace: system, name: 'istio-ingressgateway' };
const tenant = {
  namespace,
  web: { host: 'web.test', port: 443, httpPort: 80, service: gatewayService },
  dicom: { host: 'dicom.test', port: 11_112, aeTitle: 'ORTHANC', service: gatewayService },
  orthanc: {
    service: 'orthanc',
    httpPort: 8042,
    dicomPort: 4242,
    podSelector: { app: 'orth' },
    deployment: 'orthanc',
    credentials: { secret: 's', userKey: 'u', passwordKey: 'p' },
  },
};

const pod = (where: string, name: string, app: string, spec: object = {}): Pod =>
  describePod({
    metadata: { namespace: where, name, labels: { app } },
    spec: { containers: [{ name, ports: [{ containerPort: 8042 }] }], ...spec },
    status: { podIP: `10.0.0.${name.length}`, hostIP: '172.18.0.2' },
  });
const orthanc = pod(namespace, 'orthanc-0', 'orth');
const gateway = pod(system, 'gateway-0123', 'gateway');

const slice = (where: string, service: string, ports: Record<string, number>, to: string) => ({
  addressType: 'IPv4',
  metadata: { namespace: where, labels: { 'kubernetes.io/service-name': service } },
  ports: Object.entries(ports).map(([name, port]) => ({ name, port })),
  endpoints: [{ addresses: [to] }],
});
const endpoints = serviceEndpoints(
  [
    slice(system, gatewayService.name, { https: 443, status: 15_021 }, '10.0.0.12'),
    slice(system, 'other', { https: 443, status: 15_021 }, '10.0.0.12'),
    slice(namespace, 'orthanc', { http: 8042 }, '10.0.0.9'),
  ],
  [orthanc, gateway],
);

const web = IstioGateway.parse({
  metadata: { namespace: system, name: 'web-gw' },
  spec: {
    selector: { app: 'gateway' },
    servers: [
      { port: { number: 443, protocol: 'HTTPS' }, hosts: ['web.test'], tls: { mode: 'SIMPLE' } },
      { port: { number: 80, protocol: 'HTTP' }, hosts: ['web.test'], tls: { httpsRedirect: true } },
    ],
  },
});
const webRoute = VirtualService.parse({
  metadata: { namespace: system, name: 'web-vs' },
  spec: {
    hosts: ['web.test'],
    gateways: ['web-gw'],
    http: [
      { route: [{ destination: { host: 'orthanc.orthweb.svc.cluster.local', port: { number: 8042 } } }] },
    ],
  },
});

const guardedServices = [{ namespace, name: 'orthanc' }];

function ways(change: Partial<WaysIn> = {}): ReturnType<typeof undeclaredWays> {
  return undeclaredWays(
    {
      guarded: ['orthweb/orthanc-0'],
      gateway: ['istio-system/gateway-0123'],
      exposures: [],
      listeners: listenersTo(guardedServices, [web], [webRoute], [gateway]),
      routes: [],
      ...change,
    },
    tenant,
  );
}

const service = (where: string, name: string, spec: object) =>
  serviceExposures([{ metadata: { namespace: where, name }, spec }], endpoints, '172.18.0.2');

test('what the approach declares is no way around', () => {
  const declared = service(system, gatewayService.name, {
    type: 'LoadBalancer',
    ports: [
      { name: 'https', port: 443, nodePort: 31_443 },
      { name: 'status', port: 15_021, nodePort: 31_021 },
    ],
  });
  expect(declared.flatMap(({ at }) => at)).toEqual([
    { host: '172.18.0.2', port: 31_443 },
    { host: '172.18.0.2', port: 31_021 },
  ]);
  expect(ways({ exposures: declared })).toEqual({ services: [], pods: [], listeners: [] });
});

test.each([
  [
    'a node port of Orthanc',
    namespace,
    'orthanc',
    { ports: [{ name: 'http', port: 8042, nodePort: 31_042 }] },
    ['NodePort 31042 of Service orthweb/orthanc leads to orthweb/orthanc-0, port 8042'],
  ],
  [
    'an external address of Orthanc',
    namespace,
    'orthanc',
    {
      externalIPs: ['192.0.2.1'],
      ports: [{ name: 'http', port: 8042 }],
    },
    ['external address 192.0.2.1:8042 of Service orthweb/orthanc leads to orthweb/orthanc-0, port 8042'],
  ],
  [
    'another Service for a listener of the gateway',
    system,
    'other',
    {
      ports: [{ name: 'https', port: 8443, nodePort: 31_444 }],
    },
    ['NodePort 31444 of Service istio-system/other leads to istio-system/gateway-0123, port 443'],
  ],
  [
    'another Service for a port where no listener leads on',
    system,
    'other',
    {
      ports: [{ name: 'status', port: 15_021, nodePort: 31_022 }],
    },
    [],
  ],
  ['a Service inside the cluster', namespace, 'orthanc', { ports: [{ name: 'http', port: 8042 }] }, []],
])('%s', (_what, where, name, spec, expected) => {
  expect(ways({ exposures: service(where, name, spec) }).services).toEqual(expected);
});

test.each([
  [
    'a host port',
    { containers: [{ name: 'x', ports: [{ containerPort: 8042, hostPort: 9042 }] }] },
    'host port 9042 of Pod orthweb/orthanc-0 leads to orthweb/orthanc-0, port 8042',
  ],
  [
    "the node's own network",
    { hostNetwork: true },
    "the node's own network of Pod orthweb/orthanc-0 leads to orthweb/orthanc-0, port any",
  ],
])('a pod with %s', (_what, spec, expected) => {
  expect(ways({ exposures: podExposures([pod(namespace, 'orthanc-0', 'orth', spec)]) }).pods).toEqual([
    expected,
  ]);
});

const server = (change: object) =>
  IstioGateway.parse({
    metadata: { namespace: 'elsewhere', name: 'second' },
    spec: { selector: {}, servers: [{ port: { number: 443, protocol: 'HTTPS' }, hosts: ['*'], ...change }] },
  });
const route = (change: object) =>
  VirtualService.parse({
    ...webRoute,
    spec: { ...webRoute.spec, gateways: ['elsewhere/second'], ...change },
  });
const found = (one: IstioGateway, other: VirtualService) =>
  listenersTo(guardedServices, [one], [other], [gateway]).map(({ hosts, to, by }) => ({
    hosts,
    to: to.port,
    by,
  }));
const by = 'VirtualService istio-system/web-vs';

test.each([
  ['of another namespace', {}, {}, [{ hosts: ['web.test'], to: 8042, by }]],
  ['with hosts of a wildcard', { hosts: ['*.test'] }, {}, [{ hosts: ['web.test'], to: 8042, by }]],
  ['with hosts of one namespace', { hosts: ['./web.test'] }, {}, []],
  ['without a host in common', { hosts: ['else.test'] }, {}, []],
  ['whose route is of another protocol', { port: { number: 443, protocol: 'TCP' } }, {}, []],
  [
    'whose route is for another port',
    {},
    { http: [{ ...webRoute.spec.http[0], match: [{ port: 80 }] }] },
    [],
  ],
  ['that nobody binds to', {}, { gateways: ['web-gw'] }, []],
  [
    'that takes the Service from the server name',
    { tls: { mode: 'AUTO_PASSTHROUGH' } },
    { gateways: ['web-gw'] },
    [{ hosts: ['*'], to: undefined, by: undefined }],
  ],
  [
    'whose route has a mirror',
    {},
    { http: [{ mirror: { host: 'orthanc.orthweb' } }] },
    [{ hosts: ['web.test'], to: undefined, by }],
  ],
])('a Gateway %s', (_what, gatewayChange, routeChange, expected) => {
  expect(found(server(gatewayChange), route(routeChange))).toEqual(expected);
});

test('a listener that is not declared says how it leads there', () => {
  const listeners = listenersTo(guardedServices, [server({})], [route({ hosts: ['else.test'] })], [gateway]);
  expect(ways({ listeners }).listeners).toEqual([
    'Gateway elsewhere/second, port 443 for else.test on istio-system/gateway-0123, leads by ' +
      'VirtualService istio-system/web-vs to orthweb/orthanc port 8042',
  ]);
});
