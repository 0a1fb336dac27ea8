import { z } from 'zod';
import { SetupError } from '../model/errors.ts';
import type { Cluster } from './client.ts';
import { listAs } from './list-as.ts';
import { nameOf, readObject, type KubeObject, type ObjectRef } from './objects.ts';
import { patchObject } from './patch.ts';
import type { NamespacedName } from './secret.ts';

const CertificateRequest = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  status: z
    .looseObject({
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            status: z.string(),
            reason: z.string().default(''),
            message: z.string().default(''),
          }),
        )
        .default([]),
      certificate: z.string().optional(),
    })
    .default({ conditions: [] }),
});

/** A request to an issuer of cert-manager, and what has come of it so far. */
export interface CertificateRequest {
  readonly name: string;
  /** The Certificate that it is for. */
  readonly certificate: string | undefined;
  /** Who has decided on it, as the reason of its condition says; undefined where nobody has. */
  readonly approved: string | undefined;
  readonly denied: string | undefined;
  /** Its condition Ready: `False: Pending: Referenced "Issuer" not found …`; undefined where there is none. */
  readonly ready: string | undefined;
  /** PEM of what was issued: the leaf, then its intermediates. */
  readonly issued: string | undefined;
}

/** The requests of a namespace. */
export async function certificateRequests(
  cluster: Cluster,
  namespace: string,
): Promise<readonly CertificateRequest[]> {
  const path = `/apis/cert-manager.io/v1/namespaces/${namespace}/certificaterequests`;
  return (await listAs(cluster, path, z.unknown())).map(describeRequest);
}

/** Reads a CertificateRequest, as the API has it. */
export function describeRequest(object: unknown): CertificateRequest {
  const { metadata, status } = CertificateRequest.parse(object);
  const condition = (type: string) => status.conditions.find((one) => one.type === type);
  const decided = (type: string): string | undefined => {
    const found = condition(type);
    return found?.status === 'True' ? found.reason : undefined;
  };
  const ready = condition('Ready');
  return {
    name: metadata.name,
    certificate: metadata.annotations['cert-manager.io/certificate-name'],
    approved: decided('Approved'),
    denied: decided('Denied'),
    ready: ready && `${ready.status}: ${ready.reason}: ${ready.message}`,
    issued: status.certificate && Buffer.from(status.certificate, 'base64').toString('utf8'),
  };
}

const requestRef = ({ namespace, name }: NamespacedName): ObjectRef => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'CertificateRequest',
  namespace,
  name,
});

/** A request to an Issuer of its own namespace, for a CSR in PEM. */
export function requestManifest(
  { namespace, name }: NamespacedName,
  { issuer, csr }: { readonly issuer: string; readonly csr: string },
): KubeObject {
  const { apiVersion, kind } = requestRef({ namespace, name });
  return {
    apiVersion,
    kind,
    metadata: { namespace, name },
    spec: { request: Buffer.from(csr).toString('base64'), issuerRef: { kind: 'Issuer', name: issuer } },
  };
}

/** Reads one request. @throws {SetupError} when there is none. */
export async function readRequest(cluster: Cluster, ref: NamespacedName): Promise<CertificateRequest> {
  const object = await readObject(cluster, requestRef(ref));
  if (object) return describeRequest(object);
  throw new SetupError(`Expected ${nameOf(requestRef(ref))} to be there; it is not`);
}

/** Decides on a request as an approver does; the API server refuses it where somebody has decided already. */
export async function decide(
  cluster: Cluster,
  ref: NamespacedName,
  decision: 'Approved' | 'Denied',
): Promise<void> {
  const condition = {
    type: decision,
    status: 'True',
    reason: 'korthweb',
    message: `${decision} by a conformance check`,
    lastTransitionTime: new Date().toISOString(),
  };
  await patchObject(cluster, requestRef(ref), { status: { conditions: [condition] } }, 'status');
}
