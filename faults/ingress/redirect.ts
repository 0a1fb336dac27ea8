import { defineFaults } from '../../helpers/fault/define.ts';
import { changeRoutes, traefikObject } from '../../helpers/fault/web-route.ts';

export default defineFaults([
  {
    variant: 'gone',
    title: 'Plain HTTP no longer redirects to HTTPS',
    requires: ['traefik', 'http-redirect'],
    expected: ['ingress/plain-http-redirects'],
    change: (context) => [{ delete: traefikObject(context, 'IngressRoute', 'web-redirect') }],
  },
  {
    variant: 'serves-plaintext',
    title: 'Plain HTTP is served instead of redirected',
    requires: ['traefik', 'http-redirect'],
    expected: ['ingress/plain-http-redirects'],
    change: (context) => [changeRoutes(context, 'web-redirect', () => ({ middlewares: [] }))],
  },
  {
    variant: 'forgets-the-path',
    title: 'The redirect leads to the start page, whatever was asked for',
    requires: ['traefik', 'http-redirect'],
    expected: ['ingress/plain-http-redirects'],
    change: (context) => [
      {
        patch: traefikObject(context, 'Middleware', 'redirect-to-https'),
        with: {
          spec: {
            redirectScheme: null,
            redirectRegex: {
              regex: '.*',
              replacement: `https://${context.tenant.web.host}/`,
              permanent: true,
            },
          },
        },
      },
    ],
  },
  {
    variant: 'temporary',
    title: 'The redirect is a temporary one, which browsers ask for in plaintext every time',
    requires: ['traefik', 'http-redirect'],
    expected: ['ingress/plain-http-redirects'],
    change: (context) => [
      {
        patch: traefikObject(context, 'Middleware', 'redirect-to-https'),
        with: { spec: { redirectScheme: { permanent: false } } },
      },
    ],
  },
]);
