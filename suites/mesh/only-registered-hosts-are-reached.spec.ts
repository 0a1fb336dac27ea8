import { expect, test } from '../../fixtures/test.ts';
import { readPod } from '../../helpers/kube/pods.ts';
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
  { tag: ['@core', '@intrusive'] },
  async ({ cluster, denial, inMesh, inPod, mesh, nodeProbe }) => {
    const [meshed, plain] = await Promise.all([inMesh(), inPod()]);
    // Of the very node that the pod is on: to another one there may be no way.
    const { node } = await readPod(cluster, meshed.pod);
    if (node === undefined) throw new InconclusiveError(`No node says that it has pod ${meshed.pod.name}`);
    const onNode = await nodeProbe(node);
    const { ip: host } = await readPod(cluster, onNode);
    if (host === undefined) throw new InconclusiveError(`Node ${node} has no address`);
    await using listener = await listenInPod(cluster, onNode);
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
