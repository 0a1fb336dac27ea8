import { execChecked, type PodRef } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';
import { eventually } from '../model/eventually.ts';
import { SetupError } from '../model/errors.ts';
import { parseCertificates } from '../tls/certificates.ts';

/** A workload's identity in the mesh, as its sidecar has it from istiod: PEM, and the SPIFFE URI that it stands for. */
export interface MeshIdentity {
  readonly cert: string;
  readonly key: string;
  /** The mesh's own authority. */
  readonly ca: string;
  readonly uri: string;
}

/** Where a sidecar writes its identity for the container beside it. */
export const identityFolder = { volume: 'istio-certs', path: '/etc/istio-certs' } as const;

/**
 * What has a pod's sidecar write its identity down, and leave alone what the pod itself opens: with that certificate,
 * a client of ours goes to a single pod, where a sidecar would choose one by the request's authority.
 */
export const identityAnnotations: Readonly<Record<string, string>> = {
  'proxy.istio.io/config': JSON.stringify({ proxyMetadata: { OUTPUT_CERTS: identityFolder.path } }),
  'sidecar.istio.io/userVolumeMount': JSON.stringify([
    { name: identityFolder.volume, mountPath: identityFolder.path },
  ]),
  'traffic.sidecar.istio.io/includeOutboundIPRanges': '',
};

/** Reads a pod's identity, once its sidecar has written it. */
export async function readIdentity(cluster: Cluster, pod: PodRef): Promise<MeshIdentity> {
  const read = (file: string): Promise<string> =>
    execChecked(cluster, pod, ['cat', `${identityFolder.path}/${file}`]);
  return eventually(
    async () => {
      const [cert, key, ca] = await Promise.all(['cert-chain.pem', 'key.pem', 'root-cert.pem'].map(read));
      if (!cert || !key || !ca) throw new SetupError('one of its files is empty');
      return { cert, key, ca, uri: uriOf(cert) };
    },
    { what: `the mesh identity of ${pod.namespace}/${pod.name}`, timeout: 'visible' },
  );
}

function uriOf(pem: string): string {
  const sans = parseCertificates(pem)[0]?.sans ?? [];
  const uri = sans.find((name) => name.startsWith('spiffe://'));
  if (uri) return uri;
  throw new SetupError(
    `Expected a workload's certificate to name a SPIFFE identity, got ${sans.join(', ') || 'none'}`,
  );
}
