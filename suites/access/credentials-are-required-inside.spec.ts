import { expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { openHttp } from '../../helpers/http/client.ts';

test(
  'past the ingress, from a pod in the cluster, Orthanc still asks for credentials',
  { tag: ['@core'] },
  async ({ inCluster, tenant, credentials, denial }) => {
    const { service, httpPort } = tenant.orthanc;
    const host = `${service}.${tenant.namespace}.svc`;
    await using tunnel = await inCluster.tunnel({ host, port: httpPort });
    const target = { host: `${host}:${httpPort}`, address: tunnel.host, port: tunnel.port };
    await using anonymous = openHttp(target);
    await using entitled = openHttp({ ...target, auth: credentials });
    await denial({
      what: `GET http://${target.host}/system from ${inCluster.name} without credentials`,
      attempt: () => anonymous.request({ path: '/system' }),
      expect: httpRefusal(401),
      controls: [
        {
          what: 'the same with the right credentials is 200',
          attempt: async () => expect((await entitled.request({ path: '/system' })).status).toBe(200),
        },
      ],
    });
  },
);
