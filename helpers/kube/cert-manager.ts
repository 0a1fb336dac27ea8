import { z } from 'zod';
import { SetupError } from '../model/errors.ts';
import type { ManagedCertificate } from '../model/approach.ts';
import type { Cluster } from './client.ts';
import { listAs } from './list-as.ts';
import { nameOf, readObject, type ObjectRef } from './objects.ts';
import { patchObject } from './patch.ts';

const Condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  observedGeneration: z.number().optional(),
});

const Certificate = z.looseObject({
  metadata: z.looseObject({ generation: z.number().default(1), uid: z.string() }),
  spec: z.looseObject({
    secretName: z.string(),
    duration: z.string().optional(),
    renewBefore: z.string().optional(),
    dnsNames: z.array(z.string()).default([]),
    issuerRef: z.looseObject({ name: z.string(), kind: z.string().default('Issuer') }),
  }),
  status: z
    .looseObject({
      conditions: z.array(Condition).default([]),
      notAfter: z.coerce.date().optional(),
      notBefore: z.coerce.date().optional(),
      renewalTime: z.coerce.date().optional(),
      revision: z.number().optional(),
    })
    .default({ conditions: [] }),
});

/** A Certificate of cert-manager, as the API has it. */
export type CertManagerCertificate = z.output<typeof Certificate>;

export const certificateRef = ({
  namespace,
  name,
}: Pick<ManagedCertificate, 'namespace' | 'name'>): ObjectRef => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  namespace,
  name,
});

/** Reads a Certificate. @throws {SetupError} when there is none. */
export async function readCertManagerCertificate(
  cluster: Cluster,
  managed: Pick<ManagedCertificate, 'namespace' | 'name'>,
): Promise<CertManagerCertificate> {
  const object = await readObject(cluster, certificateRef(managed));
  if (object) return Certificate.parse(object);
  throw new SetupError(`Expected ${nameOf(certificateRef(managed))} to be there; it is not`);
}

/** What is amiss with a Certificate's issuance, by its conditions: none when it is issued, current and at rest. */
export function notIssued({ metadata, status }: CertManagerCertificate): string[] {
  const issuing = status.conditions.find(({ type }) => type === 'Issuing');
  return [
    ...notReady(metadata.generation, status.conditions),
    ...(issuing?.status === 'True'
      ? [`it is Issuing: ${issuing.reason ?? ''} ${issuing.message ?? ''}`]
      : []),
  ];
}

function notReady(generation: number, conditions: readonly z.output<typeof Condition>[]): string[] {
  const ready = conditions.find(({ type }) => type === 'Ready');
  return [
    ...(ready?.status === 'True'
      ? []
      : [`it is not Ready: ${ready?.reason ?? 'no condition'} ${ready?.message ?? ''}`.trim()]),
    ...(ready && ready.observedGeneration !== generation
      ? [`Ready is about generation ${ready.observedGeneration}, and the newest is ${generation}`]
      : []),
  ];
}

const Issuer = z.looseObject({
  metadata: z.looseObject({ name: z.string(), generation: z.number().default(1) }),
  spec: z.looseObject({ ca: z.looseObject({ secretName: z.string() }).optional() }),
  status: z.looseObject({ conditions: z.array(Condition).default([]) }).default({ conditions: [] }),
});

/** An Issuer or ClusterIssuer of cert-manager, as the API has it. */
export type CertManagerIssuer = z.output<typeof Issuer>;

/** Who issues a Certificate: of its own namespace, or of the whole cluster. */
export function issuerRef({
  namespace,
  issuer: { kind, name },
}: Pick<ManagedCertificate, 'namespace' | 'issuer'>): ObjectRef {
  const ref = { apiVersion: 'cert-manager.io/v1', kind, name };
  return kind === 'Issuer' ? { ...ref, namespace } : ref;
}

/** Reads an Issuer or ClusterIssuer; undefined when there is none. */
export async function readIssuer(cluster: Cluster, ref: ObjectRef): Promise<CertManagerIssuer | undefined> {
  const object = await readObject(cluster, ref);
  return object && Issuer.parse(object);
}

/** What keeps an issuer from issuing, by its condition: none when it is Ready, at its newest generation. */
export function issuerNotReady({
  metadata,
  status,
}: Pick<CertManagerIssuer, 'metadata' | 'status'>): string[] {
  return notReady(metadata.generation, status.conditions);
}

/** Every ClusterIssuer that signs with the key of a CA. */
export async function caClusterIssuers(cluster: Cluster): Promise<readonly CertManagerIssuer[]> {
  const all = await listAs(cluster, '/apis/cert-manager.io/v1/clusterissuers', Issuer);
  return all.filter(({ spec }) => spec.ca);
}

/** Asks cert-manager to issue a Certificate anew, as its own command line does: by the condition Issuing. */
export async function renew(
  cluster: Cluster,
  managed: Pick<ManagedCertificate, 'namespace' | 'name'>,
): Promise<void> {
  const ref = certificateRef(managed);
  const { metadata, status } = await readCertManagerCertificate(cluster, managed);
  const issuing = {
    type: 'Issuing',
    status: 'True',
    reason: 'ManuallyTriggered',
    message: 'Certificate re-issuance manually triggered',
    lastTransitionTime: new Date().toISOString(),
    observedGeneration: metadata.generation,
  };
  const conditions = [...status.conditions.filter(({ type }) => type !== 'Issuing'), issuing];
  await patchObject(cluster, ref, { status: { conditions } }, 'status');
}
