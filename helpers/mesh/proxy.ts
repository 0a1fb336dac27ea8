import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import { execChecked } from '../kube/exec.ts';
import type { NamespacedName } from '../kube/secret.ts';

/** The container of a sidecar or a gateway. */
export const proxyContainer = 'istio-proxy';

/** Asks a pod's proxy on its own administration port: `stats?filter=rbac`, `certs`, `config_dump`. */
export async function askProxy(
  cluster: Cluster,
  { namespace, name }: NamespacedName,
  path: string,
): Promise<string> {
  const pod = { namespace, name, container: proxyContainer };
  return execChecked(cluster, pod, ['pilot-agent', 'request', 'GET', path]);
}

const Certs = z.object({
  certificates: z.array(
    z.object({
      cert_chain: z.array(
        z.object({
          serial_number: z.string(),
          subject_alt_names: z.array(z.looseObject({ uri: z.string().optional() })),
          valid_from: z.coerce.date(),
          expiration_time: z.coerce.date(),
        }),
      ),
    }),
  ),
});

/** The certificate by which a workload is known in the mesh. */
export interface WorkloadCertificate {
  readonly serial: string;
  readonly uri: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The certificates that a pod's proxy holds for a SPIFFE identity. */
export async function workloadCertificates(
  cluster: Cluster,
  pod: NamespacedName,
): Promise<readonly WorkloadCertificate[]> {
  const { certificates } = Certs.parse(JSON.parse(await askProxy(cluster, pod, 'certs')));
  return certificates.flatMap(({ cert_chain: [leaf] }) => {
    const uri = leaf?.subject_alt_names.find((name) => name.uri)?.uri;
    if (!leaf || uri === undefined) return [];
    return [{ serial: leaf.serial_number, uri, notBefore: leaf.valid_from, notAfter: leaf.expiration_time }];
  });
}
