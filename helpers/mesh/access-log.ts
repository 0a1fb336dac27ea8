import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import type { NamespacedName } from '../kube/secret.ts';
import { eventually } from '../model/eventually.ts';
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
  requestId: z.string().nullable().optional(),
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
  return parseAccessLog(text);
}

/** The entries of a proxy's log, which has lines of other kinds too. */
export function parseAccessLog(text: string): readonly AccessLogEntry[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    const entry = Entry.safeParse(JSON.parse(line));
    return entry.success ? [entry.data] : [];
  });
}

/** What makes an entry the one of a request or connection of ours. */
export interface Trace {
  /** The client's own port. */
  readonly sourcePort?: number;
  /** The request's header X-Request-ID. */
  readonly requestId?: string;
}

/**
 * A value for X-Request-ID that comes out as it went in: Envoy writes into the fifteenth character of what may be a UUID
 * whether the request is traced.
 */
export const newRequestId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 14);

/** The entries of one request or connection. */
export function entriesOf(
  entries: readonly AccessLogEntry[],
  { sourcePort, requestId }: Trace,
): readonly AccessLogEntry[] {
  return entries.filter(
    (one) =>
      (sourcePort === undefined || (one.downstream?.endsWith(`:${sourcePort}`) ?? false)) &&
      (requestId === undefined || one.requestId === requestId),
  );
}

/** Waits until a pod's proxy has logged a request or connection, which it does when that has ended. @throws {TimeoutError} */
export async function logged(
  cluster: Cluster,
  pod: NamespacedName,
  since: Date,
  trace: Trace,
): Promise<AccessLogEntry> {
  return eventually(
    async () => {
      const entries = await accessLog(cluster, pod, since);
      const [entry] = entriesOf(entries, trace);
      if (entry) return entry;
      throw new Error(`${entries.length} others have been logged`);
    },
    { what: `${describeTrace(trace)} in the access log of ${pod.name}`, timeout: 'visible' },
  );
}

const describeTrace = ({ sourcePort, requestId }: Trace): string =>
  requestId === undefined ? `the connection from port ${sourcePort}` : `request ${requestId}`;
