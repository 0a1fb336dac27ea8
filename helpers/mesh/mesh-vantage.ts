import { originate } from '../tls/originate.ts';
import { openTunnel } from '../net/tunnel.ts';
import type { Target, Vantage } from '../net/vantage.ts';
import type { MeshIdentity } from './identity.ts';

/**
 * Connections that start at a vantage, as somebody in the mesh: each is mutual TLS with that identity, and what the
 * client sends goes inside it. The server must be of the same mesh and trust domain.
 */
export function meshVantage(vantage: Vantage, name: string, { cert, key, ca, uri }: MeshIdentity): Vantage {
  const uriPrefix = `${new URL(uri).protocol}//${new URL(uri).host}/`;
  const open = async (target: Target) =>
    originate(await vantage.open(target), { ca, client: { cert, key }, uriPrefix });
  return { name, open, tunnel: (options) => openTunnel(open, options) };
}
