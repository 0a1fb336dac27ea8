import { expect, test } from '../../fixtures/test.ts';
import { deleteObject } from '../../helpers/kube/objects.ts';
import { ensureProbe } from '../../helpers/kube/probe.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { createRunNamespace } from '../../helpers/kube/run-namespace.ts';
import { openEcho } from '../../helpers/mesh/echo-connection.ts';
import { newIdentity } from '../../helpers/mesh/identity.ts';
import { explain, InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { listenInPod } from '../../helpers/net/listener.ts';

test.use({ requires: ['istio-mtls'] });

/** What the pod's sidecar asks for instead of a day: it is renewed when half of it is over. */
const lifetimeSeconds = 20;
/** What must be left of a certificate when the next is there. */
const leastLeftSeconds = lifetimeSeconds / 6;

test(
  "a workload's certificate is replaced in good time, and no call fails meanwhile",
  { tag: ['@extended'] },
  async ({ cluster, deployment: { run, probeImage: image }, inPod, mesh }) => {
    test.setTimeout(180_000);
    const namespace = await createRunNamespace(cluster, run, 'mesh');
    const name = `short-lived-${crypto.randomUUID().slice(0, 8)}`;
    await using undo = new AsyncDisposableStack();
    undo.defer(
      async () => void (await deleteObject(cluster, { apiVersion: 'v1', kind: 'Pod', namespace, name }, 0)),
    );
    const proxy = { proxyMetadata: { SECRET_TTL: `${lifetimeSeconds}s` } };
    const annotations = { 'proxy.istio.io/config': JSON.stringify(proxy) };
    const probe = await ensureProbe(cluster, { namespace, name, image, run, annotations });
    const { port } = undo.use(await listenInPod(cluster, probe));
    const host = (await readyPods(cluster, namespace)).find((pod) => pod.name === name)?.ip;
    if (host === undefined) throw new InconclusiveError(`Pod ${namespace}/${name} is not Ready any more`);
    const vantage = await inPod();
    const identity = await newIdentity({
      cluster,
      account: { namespace, name: 'default' },
      istiod: { namespace: mesh.namespace, name: mesh.istiod },
      vantage,
    });
    const connect = () => openEcho(vantage, { host, port }, identity);
    using held = await connect();
    await held.call();
    const first = held.certificate;
    const left = (): number => (first.notAfter.getTime() - Date.now()) / 1000;
    expect(left(), 'seconds that the certificate has, of those that were asked for').toBeLessThanOrEqual(
      lifetimeSeconds,
    );
    const failures: string[] = [];
    const serialNow = async (): Promise<string> => {
      try {
        using connection = await connect();
        await connection.call();
        return connection.certificate.serial;
      } catch (thrown) {
        failures.push(explain(thrown));
        return first.serial;
      }
    };
    const replaced = await eventually(
      async () => {
        const leftThen = left();
        if ((await serialNow()) === first.serial) throw new Error(`it still shows ${first.serial}`);
        return leftThen;
      },
      {
        what: `another certificate than ${first.serial} of ${name}`,
        timeout: 'configurationEffective',
        every: 500,
      },
    ).catch(explain);
    expect(failures, `calls to ${name} that failed meanwhile`).toEqual([]);
    expect(replaced, `seconds that the certificate of ${name} still had when it was replaced`).toEqual(
      expect.any(Number),
    );
    expect(
      replaced,
      `seconds that the certificate of ${name} still had when it was replaced`,
    ).toBeGreaterThan(leastLeftSeconds);
    await expect(held.call(), 'a call over the connection that was there before').resolves.toBeUndefined();
  },
);
