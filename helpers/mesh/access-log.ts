import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import type { NamespacedName } from '../kube/secret.ts';
import { proxyContainer } from './proxy.ts';

const Entry = z.looseObject({
  method: z.string().nullable(),
  path: z.string().nullable(),
  status: z.union([z.number(), z.string()]).nullable(),
  details: z.string().nullable().optional(),
  terminated: z.string().nullable().optional(),
  /** The caller's SPIFFE identity, as its certificate proved it. */
  peer: z.string().nullable(),
  /** The caller's address and port. */
  downstream: z.string().nullable(),
  local: z.string().nullable(),
  upstream: z.string().nullable(),
  received: z.coerce.number().nullable().optional(),
});

/** A line of a proxy's access log, as the mesh's `accessLogFormat` has it. */
export type AccessLogEntry = z.infer<typeof Entry>;

/** What a pod's proxy has logged since a moment; lines that are no entries are left out. */
export async function accessLog(
  { core }: Cluster,
  { namespace, name }: NamespacedName,
  since: Date,
): Promise<readonly AccessLogEntry[]> {
  const sinceSeconds = Math.max(1, Math.ceil((Date.now() - since.getTime()) / 1000) + 1);
  const text = await core.readNamespacedPodLog({ namespace, name, container: proxyContainer, sinceSeconds });
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    const entry = Entry.safeParse(JSON.parse(line));
    return entry.success ? [entry.data] : [];
  });
}
