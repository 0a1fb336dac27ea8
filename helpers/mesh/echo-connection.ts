import { echoed } from '../net/echoed.ts';
import type { Target, Vantage } from '../net/vantage.ts';
import type { Certificate } from '../tls/certificates.ts';
import { originate } from '../tls/originate.ts';
import { tlsInfo } from '../tls/tls-info.ts';
import type { MeshIdentity } from './identity.ts';

/** An open connection of mutual TLS to a pod that echoes, as a sidecar would make it. */
export interface EchoConnection extends Disposable {
  /** By which the pod's sidecar has shown itself. */
  readonly certificate: Certificate;
  /** Says something and waits for the same. @throws {Error} when something else comes, or nothing. */
  readonly call: () => Promise<void>;
}

/** Connects to an echoing port behind a sidecar; also where mutual TLS is offered and no must. */
export async function openEcho(
  vantage: Vantage,
  target: Target,
  { cert, key, ca, uri }: MeshIdentity,
): Promise<EchoConnection> {
  const uriPrefix = `${new URL(uri).protocol}//${new URL(uri).host}/`;
  // The name by which sidecars tell each other's TLS from applications' own.
  const options = { ca, client: { cert, key }, uriPrefix, alpn: ['istio'] };
  const socket = await originate(await vantage.open(target), options);
  socket.on('error', () => undefined); // A call that waits for an answer reports it.
  const [certificate] = tlsInfo(socket).chain;
  if (!certificate) throw new Error(`Expected ${target.host}:${target.port} to show a certificate`);
  return { certificate, call: () => echoed(socket), [Symbol.dispose]: () => void socket.destroy() };
}
