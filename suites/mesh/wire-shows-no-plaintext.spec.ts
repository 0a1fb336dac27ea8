import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { expect, test } from '../../fixtures/test.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { store } from '../../helpers/dimse/store.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { runNamespace } from '../../helpers/kube/run-namespace.ts';
import { gatewayPods } from '../../helpers/mesh/istio-pods.ts';
import { explain, InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { attemptTcp } from '../../helpers/net/attempt-tcp.ts';
import type { Vantage } from '../../helpers/net/vantage.ts';
import type { Capture } from '../../helpers/net/capture.ts';

test.use({ requires: ['istio-mtls', 'node-capture'] });

/** Large enough to be told from whatever else passes meanwhile. */
const pixelBytes = 200_000;

const cases = [
  { protocol: 'HTTP', by: 'STOW-RS', from: 'the gateway' },
  { protocol: 'DICOM', by: 'C-STORE', from: 'the gateway' },
  { protocol: 'SQL', by: 'STOW-RS', from: 'Orthanc' },
] as const;

for (const { protocol, by, from } of cases) {
  test(
    `what ${from} sends on by ${protocol} shows nothing of a marked upload [${protocol}]`,
    { tag: ['@core', '@intrusive'] },
    async ({ callers, cleanup, cluster, deployment, inPod, mesh, openCapture, tenant, upload }) => {
      const plain = await inPod();
      const senders = await (protocol === 'SQL'
        ? readyPods(cluster, tenant.namespace, tenant.orthanc.podSelector)
        : gatewayPods(cluster, mesh));
      const probes = await readyPods(cluster, runNamespace(deployment.run));
      const [control, ...captures] = await openCapture([...probes.slice(0, 1), ...senders]);
      if (!control || captures.length === 0)
        throw new InconclusiveError(`No pod of ${from} is Ready: nobody sends anything`);
      const { marker, size } = await send();
      await seesPlaintext(control, plain, `${mesh.istiod}.${mesh.namespace}.svc`);
      await eventually(() => requireTraffic(captures, size), {
        what: `the captures on ${captures.map(({ name }) => name).join(', ')} to see the upload pass`,
        timeout: 'visible',
      }).catch(inconclusive('The upload did not pass where it was looked for'));
      const shown = captures.filter(({ frames }) => frames().includes(marker)).map(({ name }) => name);
      expect(shown, `interfaces of ${from} on which the marker ${marker} passed in plaintext`).toEqual([]);

      /** Sends an instance with a marker, all of whose bytes reach the pods; of the pixels, more than anybody else sends. */
      async function send(): Promise<{ marker: string; size: number }> {
        if (by === 'STOW-RS') {
          const { patientID, instances } = await upload({ pixelBytes });
          return { marker: patientID, size: instances[0].bytes.length };
        }
        const instance = makeInstance({ pixelBytes });
        cleanup.study(instance.facts.studyInstanceUID);
        requireSuccess('C-STORE', await store(callers.as(unknownTitle()), instance));
        return { marker: instance.facts.patientID, size: instance.bytes.length };
      }
    },
  );
}

function requireTraffic(captures: readonly Capture[], size: number): void {
  const seen = Math.max(...captures.map(({ frames }) => frames().length));
  if (seen < size) throw new Error(`${seen} bytes of at least ${size} have passed`);
}

/** The same capture shows a marker that a pod outside the mesh sends in plaintext, to a port that takes it. */
async function seesPlaintext(control: Capture, plain: Vantage, host: string): Promise<void> {
  const marker = `korthweb-${crypto.randomUUID()}`;
  const hello = `GET /${marker} HTTP/1.1\r\nHost: istiod\r\nConnection: close\r\n\r\n`;
  await attemptTcp(await plain.open({ host, port: 15_014 }), Buffer.from(hello));
  const look = (): void => {
    if (!control.frames().includes(marker)) throw new Error(`${control.frames().length} bytes without it`);
  };
  await eventually(look, { what: 'the capture to see plaintext', timeout: 'visible' }).catch(
    inconclusive('A capture that does not see plaintext where there is some proves nothing'),
  );
}

const inconclusive =
  (why: string) =>
  (cause: unknown): never => {
    throw new InconclusiveError(`${why}: ${explain(cause)}`, { cause });
  };
