import { z } from 'zod';
import type { Cluster } from './client.ts';
import { request } from './request.ts';

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
  { config }: Cluster,
  namespace: string,
): Promise<readonly CertificateRequest[]> {
  const path = `/apis/cert-manager.io/v1/namespaces/${namespace}/certificaterequests`;
  const { items } = z
    .object({ items: z.array(z.unknown()) })
    .parse(await request(config, { method: 'GET', path }));
  return items.map(describeRequest);
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
