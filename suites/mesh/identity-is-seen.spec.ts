import { randomInt } from 'node:crypto';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, expect, test } from '../../fixtures/test.ts';
import { AETitle } from '../../helpers/dicom/identifiers.ts';
import { associationRequest } from '../../helpers/dimse/association-request.ts';
import { openHttp } from '../../helpers/http/client.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { accessLog, logged } from '../../helpers/mesh/access-log.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { attemptTcp } from '../../helpers/net/attempt-tcp.ts';
import { newSourcePort } from '../../helpers/net/source-port.ts';
import { originate } from '../../helpers/tls/originate.ts';

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

test(
  "Orthanc's sidecar sees the gateway's own identity behind an association from outside [DICOM]",
  { tag: ['@core'], annotation: exercisesDicomRoute },
  async ({ cluster, dicomTarget, mesh, outside, tenant }) => {
    const { namespace, orthanc, dicom } = tenant;
    // On its way it has two connections; that both carry so many bytes, and no other does, tells which they are.
    const hello = associationRequest({
      calling: AETitle.parse(unknownTitle()),
      called: AETitle.parse(dicom.aeTitle),
      padding: randomInt(1000, 60_000),
    });
    const began = new Date();
    const stream = await originate(await outside.open(dicomTarget), dicomTarget.tls);
    expect((await attemptTcp(stream, hello)).kind, `what came of an association at ${dicom.host}`).toBe(
      'answered',
    );
    const seen = async (): Promise<string[]> => {
      const pods = await readyPods(cluster, namespace, orthanc.podSelector);
      const logs = await Promise.all(pods.map((pod) => accessLog(cluster, pod, began)));
      const found = logs
        .flat()
        .filter((one) => one.local?.endsWith(`:${orthanc.dicomPort}`) && one.received === hello.length);
      if (found.length === 0) throw new Error('nothing yet');
      return found.map(({ peer }) => peer ?? 'nobody');
    };
    const what = `a connection with ${hello.length} bytes in the access log of Orthanc's sidecars`;
    const peers = await eventually(seen, { what, timeout: 'visible' });
    const { gateway } = mesh;
    expect(peers, `whom the server's sidecar took the association for`).toEqual([
      mesh.uri(gateway.namespace, gateway.serviceAccount),
    ]);
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

for (const [caller, protocol] of [
  ['gateway', 'DICOM'],
  ['orthanc', 'DICOM'],
  ['orthanc', 'PostgreSQL'],
] as const) {
  test(
    `a caller's connection is seen under its own identity and no other [${caller} to ${protocol}]`,
    { tag: ['@core'] },
    async ({ cluster, mesh, tenant }) => {
      const { port, podSelector, hello } = meshTargets(tenant)[protocol];
      const [pod] = await readyPods(cluster, tenant.namespace, podSelector);
      if (!pod?.ip) throw new InconclusiveError(`No pod of ${protocol} is Ready: nothing can be asked of it`);
      const began = new Date();
      const sourcePort = newSourcePort();
      const vantage = await mesh.callers[caller].open();
      const stream = await vantage.open({ host: pod.ip, port, sourcePort });
      const what = `a connection by ${mesh.callers[caller].what} to ${pod.name}, port ${port}`;
      expect((await attemptTcp(stream, hello)).kind, `${what}: what became of it`).toBe('answered');
      const { peer, local } = await logged(cluster, pod, began, { sourcePort });
      expect(
        { peer, local },
        `${what}, from port ${sourcePort}: how the server's sidecar has logged it`,
      ).toEqual({ peer: mesh.callers[caller].uri, local: `${pod.ip}:${port}` });
    },
  );
}
