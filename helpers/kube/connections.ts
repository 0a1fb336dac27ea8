import type { Cluster } from './client.ts';
import { execChecked, type PodRef } from './exec.ts';

/** An established TCP connection as one of its ends sees it. */
export interface Connection {
  /** IPv4, or the hexadecimal digits of an IPv6 address that is not one in disguise. */
  readonly remote: string;
  readonly remotePort: number;
  readonly localPort: number;
}

/** The established TCP connections in a pod, as its kernel lists them; needs `cat` in the container. */
export async function establishedConnections(cluster: Cluster, pod: PodRef): Promise<readonly Connection[]> {
  return parseProcNetTcp(await execChecked(cluster, pod, ['cat', '/proc/net/tcp', '/proc/net/tcp6']));
}

const established = '01';

/** Parses `/proc/net/tcp` and `/proc/net/tcp6` (proc(5)); lines of any other form are left out. */
export function parseProcNetTcp(text: string): readonly Connection[] {
  const line = /^\s*\d+:\s+[\dA-F]+:([\dA-F]{4})\s+([\dA-F]+):([\dA-F]{4})\s+([\dA-F]{2})\s/gm;
  return [...text.matchAll(line)].flatMap(([, local = '', remote = '', remotePort = '', state]) =>
    state === established
      ? [{ remote: address(remote), remotePort: hex(remotePort), localPort: hex(local) }]
      : [],
  );
}

const hex = (digits: string): number => Number.parseInt(digits, 16);

/** IPv4 is a little-endian word; in IPv6 it is mapped behind 0000…FFFF. */
function address(digits: string): string {
  const [, word] = /^(?:0{16}FFFF0000)?([\dA-F]{8})$/.exec(digits) ?? [];
  if (word === undefined) return digits;
  return [6, 4, 2, 0].map((at) => hex(word.slice(at, at + 2))).join('.');
}
