import type { ObjectRef } from '../kube/objects.ts';
import type { KeyPair } from '../tls/authority.ts';
import type { Change, FaultContext } from './define.ts';

/** The Secret of one of the tenant's certificates. */
export function certificateSecret({ tenant }: FaultContext, use: 'ca' | 'web' | 'dicom'): ObjectRef {
  const namespace = tenant.web.service.namespace;
  return { apiVersion: 'v1', kind: 'Secret', namespace, name: tenant.certificates[use].secret };
}

/** Puts another certificate and key into a Secret; what else is in it stays. */
export function replacePair(secret: ObjectRef, { cert, key }: KeyPair): Change {
  return { patch: secret, with: { data: { 'tls.crt': base64(cert), 'tls.key': base64(key) } } };
}

/** Makes an authority the one that the tenant's clients trust: the deployment's own has no key to issue with. */
export function trustAuthority(context: FaultContext, { cert }: Pick<KeyPair, 'cert'>): Change {
  const { key } = context.tenant.certificates.ca;
  return { patch: certificateSecret(context, 'ca'), with: { data: { [key]: base64(cert) } } };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
