import { expect, test } from '../../fixtures/test.ts';
import { openHttp } from '../../helpers/http/client.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { accessLog } from '../../helpers/mesh/access-log.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { explain } from '../../helpers/model/errors.ts';

test.use({ requires: ['istio-mtls'] });

test(
  "Orthanc's sidecar sees the gateway's own identity behind a request from outside [HTTP]",
  { tag: ['@core'] },
  async ({ cluster, mesh, tenant, web }) => {
    const path = `/korthweb-${crypto.randomUUID()}`;
    const began = new Date();
    const { status } = await web.request({ path });
    expect(status, `the answer to GET ${path}, which Orthanc does not know`).toBe(404);
    const { namespace, orthanc } = tenant;
    const seen = async (): Promise<string> => {
      const pods = await readyPods(cluster, namespace, orthanc.podSelector);
      const logs = await Promise.all(pods.map((pod) => accessLog(cluster, pod, began)));
      const entry = logs.flat().find((one) => one.path === path);
      if (!entry)
        throw new Error(`no proxy of ${pods.map(({ name }) => name).join(', ')} has logged ${path}`);
      return entry.peer ?? 'nobody';
    };
    const what = `${path} in the access log of Orthanc's sidecars`;
    const peer = await eventually(seen, { what, timeout: 'visible' });
    const { gateway } = mesh;
    expect(peer, `whom the server's sidecar took the request for`).toBe(
      mesh.uri(gateway.namespace, gateway.serviceAccount),
    );
  },
);

for (const caller of ['gateway', 'orthanc'] as const) {
  test(
    `a caller is seen under its own identity and no other [${caller} to HTTP]`,
    { tag: ['@core'] },
    async ({ cluster, credentials: auth, mesh, tenant }) => {
      const path = `/korthweb-${crypto.randomUUID()}`;
      const began = new Date();
      const { host, port, podSelector } = meshTargets(tenant).HTTP;
      await using tunnel = await (await mesh.callers[caller].open()).tunnel({ host, port });
      await using http = openHttp({ host: `${host}:${port}`, address: tunnel.host, port: tunnel.port, auth });
      await http.request({ path });
      const peers = async (): Promise<string[]> => {
        const pods = await readyPods(cluster, tenant.namespace, podSelector);
        const logs = await Promise.all(pods.map((pod) => accessLog(cluster, pod, began)));
        const found = logs.flat().filter((one) => one.path === path);
        if (found.length === 0) throw new Error('nothing yet');
        return found.map(({ peer }) => peer ?? 'nobody');
      };
      const what = `${path} in the access log of Orthanc's sidecars`;
      expect(await eventually(peers, { what, timeout: 'visible' }), 'who asked, by its certificate').toEqual([
        mesh.callers[caller].uri,
      ]);
    },
  );
}

test(
  "PostgreSQL's sidecar sees Orthanc's identity behind every session, and nobody else's [SQL]",
  { tag: ['@core'] },
  async ({ cluster, database, mesh, tenant }) => {
    const began = new Date();
    const [pod] = await readyPods(cluster, tenant.namespace, tenant.database.podSelector);
    expect(pod, 'a Ready pod of PostgreSQL').toBeDefined();
    if (!pod) return;
    // A connection is logged when it ends.
    await database[Symbol.asyncDispose]();
    const peers = async (): Promise<string[]> => {
      const entries = await accessLog(cluster, pod, began);
      const sessions = entries.filter(({ local }) => local?.endsWith(`:${tenant.database.port}`));
      if (sessions.length === 0) throw new Error('no session has been logged');
      return [...new Set(sessions.map(({ peer }) => peer ?? 'nobody'))];
    };
    const found = await eventually(peers, { what: 'a session in the access log', timeout: 'visible' }).catch(
      explain,
    );
    expect(found, `whom the sidecar of ${pod.name} took its sessions for`).toContain(
      mesh.uri(tenant.namespace, mesh.orthancAccount),
    );
  },
);
