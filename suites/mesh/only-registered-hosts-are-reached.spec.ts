import { expect, test } from '../../fixtures/test.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { runNamespace } from '../../helpers/kube/run-namespace.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { attemptTcp, tcpRefusal } from '../../helpers/net/attempt-tcp.ts';
import { listenInPod } from '../../helpers/net/listener.ts';
import type { Target, Vantage } from '../../helpers/net/vantage.ts';

// What is outside is the run's own listener on the node: where the cluster has no way out, a refusal proves nothing.
test.use({ requires: ['istio', 'node-capture'] });

const hello = ({ host, port }: Target): Buffer =>
  Buffer.from(`GET /version HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);

const attempt = async (from: Vantage, to: Target) => attemptTcp(await from.open(to), hello(to));

const answered = async (from: Vantage, to: Target): Promise<void> =>
  expect((await attempt(from, to)).kind).toBe('answered');

test(
  'a pod of the mesh reaches what is registered, and nothing else',
  { tag: ['@core'] },
  async ({ cluster, deployment: { run }, denial, inMesh, inPod, mesh, nodeProbe }) => {
    const [meshed, plain] = await Promise.all([inMesh(), inPod()]);
    const [probe] = await readyPods(cluster, runNamespace(run));
    if (!probe?.node) throw new InconclusiveError('The probe outside the mesh is not there any more');
    const onNode = await nodeProbe(probe.node);
    await using listener = await listenInPod(cluster, onNode);
    const [{ ip: host = '' } = {}] = await readyPods(cluster, onNode.namespace);
    const outside = { host, port: listener.port };
    const registered = { host: `${mesh.istiod}.${mesh.namespace}.svc`, port: 15_014 };
    await denial({
      what: `a connection from ${meshed.name} to ${outside.host}:${outside.port}, which is not registered`,
      attempt: () => attempt(meshed, outside),
      // The sidecar takes the connection, and has nowhere to send it (BlackHoleCluster).
      expect: tcpRefusal('closed', 'reset'),
      controls: [
        { what: `the same from ${plain.name} is answered`, attempt: () => answered(plain, outside) },
        {
          what: `from ${meshed.name} to ${registered.host}, which is registered, is answered`,
          attempt: () => answered(meshed, registered),
        },
      ],
    });
  },
);
