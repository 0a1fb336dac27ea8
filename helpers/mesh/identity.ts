import { accountToken } from '../kube/account-token.ts';
import type { Cluster } from '../kube/client.ts';
import type { NamespacedName } from '../kube/secret.ts';
import { SetupError } from '../model/errors.ts';
import type { Target, Vantage } from '../net/vantage.ts';
import { parseCertificates } from '../tls/certificates.ts';
import { originate } from '../tls/originate.ts';
import { signingRequest } from '../tls/signing-request.ts';
import { certify } from './certificate-service.ts';

/** A ServiceAccount's identity in the mesh, as its sidecar would have it: PEM, and the SPIFFE URI that it stands for. */
export interface MeshIdentity {
  readonly cert: string;
  readonly key: string;
  /** The mesh's own authority. */
  readonly ca: string;
  readonly uri: string;
}

export interface IdentityOptions {
  readonly cluster: Cluster;
  /** Whose identity. */
  readonly account: NamespacedName;
  /** The Service that certifies. */
  readonly istiod: NamespacedName;
  /** From where it is reached. */
  readonly vantage: Vantage;
}

/** Where istiod certifies workloads, over TLS; and what a token for it must be for. */
const certificates = { port: 15_012, audience: 'istio-ca' } as const;

/** Has istiod certify a key of ours for a ServiceAccount, with a token of it: what a sidecar does when it starts. */
export async function newIdentity(options: IdentityOptions): Promise<MeshIdentity> {
  const { cluster, account, istiod, vantage } = options;
  const [token, ca, { key, csr }] = await Promise.all([
    accountToken(cluster, account, certificates.audience),
    meshAuthority(cluster, istiod.namespace),
    signingRequest(),
  ]);
  const host = `${istiod.name}.${istiod.namespace}.svc`;
  const stream = await secured(vantage, { host, port: certificates.port }, ca);
  const cert = (await certify(stream, { csr, token, authority: host })).join('\n');
  return { cert, key, ca, uri: uriOf(cert) };
}

async function secured(vantage: Vantage, target: Target, ca: string) {
  return originate(await vantage.open(target), { ca, servername: target.host, alpn: ['h2'] });
}

/** What istiod tells every namespace to trust. */
async function meshAuthority({ core }: Cluster, namespace: string): Promise<string> {
  const name = 'istio-ca-root-cert';
  const { data } = await core.readNamespacedConfigMap({ namespace, name });
  const ca = data?.['root-cert.pem'];
  if (ca) return ca;
  throw new SetupError(`Expected ConfigMap ${namespace}/${name} to have a key \`root-cert.pem\``);
}

function uriOf(pem: string): string {
  const sans = parseCertificates(pem)[0]?.sans ?? [];
  const uri = sans.find((name) => name.startsWith('spiffe://'));
  if (uri) return uri;
  throw new SetupError(
    `Expected a workload's certificate to name a SPIFFE identity, got ${sans.join(', ') || 'none'}`,
  );
}
