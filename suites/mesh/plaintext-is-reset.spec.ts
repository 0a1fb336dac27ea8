import { exercises, expect, test } from '../../fixtures/test.ts';
import { meshTargets, protocols } from '../../helpers/mesh/targets.ts';
import { attemptTcp, tcpRefusal } from '../../helpers/net/attempt-tcp.ts';

test.use({ requires: ['istio-mtls'] });

const hello = Buffer.from('GET /version HTTP/1.1\r\nHost: istiod\r\nConnection: close\r\n\r\n');

for (const protocol of protocols) {
  test(
    `plaintext from outside the mesh is reset [${protocol}]`,
    {
      tag: ['@smoke', '@core'],
      annotation: exercises('PeerAuthentication/default', 'PeerAuthentication/default-peer-authentication'),
    },
    async ({ mesh, tenant, denial }) => {
      const outside = await mesh.callers.outsider.open();
      const orthanc = await mesh.callers.orthanc.open();
      const target = meshTargets(tenant)[protocol];
      // Istiod's own monitoring port takes plaintext from everybody.
      const open = { host: `${mesh.istiod}.${mesh.namespace}.svc`, port: 15_014 };
      const answers = async (from: typeof outside, to: typeof open, say: Buffer): Promise<void> =>
        expect((await attemptTcp(await from.open(to), say)).kind).toBe('answered');
      await denial({
        what: `${protocol} in plaintext to ${target.host}:${target.port} from ${outside.name}`,
        attempt: async () => attemptTcp(await outside.open(target), target.hello),
        expect: tcpRefusal('reset'),
        controls: [
          {
            what: `plaintext from there to ${open.host}:${open.port} is answered`,
            attempt: () => answers(outside, open, hello),
          },
          {
            what: `the same over mutual TLS, as ${mesh.uri(tenant.namespace, mesh.orthancAccount)}, is answered`,
            attempt: () => answers(orthanc, target, target.hello),
          },
        ],
      });
    },
  );
}
