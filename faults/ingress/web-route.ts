import { defineFaults, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { changeRoutes, type Route } from '../../helpers/fault/web-route.ts';

type Edit = (route: Route, context: FaultContext) => Partial<Route>;

const to = (route: Route, change: Partial<Route['services'][number]>): Partial<Route> => ({
  services: route.services.map((service) => ({ ...service, ...change })),
});

const variants: readonly (readonly [variant: string, title: string, check: string, edit: Edit])[] = [
  [
    'other-service',
    'The web route leads to the database',
    'ingress/routes-by-host',
    (route, { tenant: { database } }) => to(route, { name: database.service, port: database.port }),
  ],
  [
    'other-port',
    "The web route leads to Orthanc's DICOM port",
    'ingress/routes-by-host',
    (route, { tenant: { orthanc } }) => to(route, { port: orthanc.dicomPort }),
  ],
  [
    'other-host',
    'The web route is for another host',
    'ingress/routes-by-host',
    (_route, { tenant: { web } }) => ({ match: `Host(\`old-${web.host}\`)` }),
  ],
  [
    'any-host',
    'The web route takes any host',
    'ingress/routes-by-host[another name]',
    () => ({ match: 'PathPrefix(`/`)' }),
  ],
  [
    'without-headers',
    "The web route lacks the Middleware that sets browsers' protection",
    'ingress/headers-do-not-leak[protection]',
    () => ({ middlewares: [] }),
  ],
];

export default defineFaults(
  variants.map(([variant, title, check, edit]): Fault & { variant: string } => ({
    variant,
    title,
    requires: ['traefik'],
    expected: [check],
    change: (context) => [changeRoutes(context, 'web-ingressroute', (route) => edit(route, context))],
  })),
);
