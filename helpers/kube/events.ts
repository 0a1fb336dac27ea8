import type { CoreV1Event } from '@kubernetes/client-node';
import type { Cluster } from './client.ts';

export interface EventsOptions {
  readonly namespace: string;
  /** Only those about the object of this name. */
  readonly name?: string;
  /** The newest so many (default 20). */
  readonly limit?: number;
}

/** The newest events of a namespace as lines, oldest first: `12:00:01Z Warning Failed Pod/orthanc-1: …`. */
export async function recentEvents({ core }: Cluster, options: EventsOptions): Promise<readonly string[]> {
  const { namespace, name, limit = 20 } = options;
  const filter = name === undefined ? {} : { fieldSelector: `involvedObject.name=${name}` };
  const { items } = await core.listNamespacedEvent({ namespace, ...filter });
  return items
    .toSorted((a, b) => timeOf(a) - timeOf(b))
    .slice(-limit)
    .map(line);
}

function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  return new Date(lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? 0).getTime();
}

function line(event: CoreV1Event): string {
  const { type = '', reason = '', message = '', involvedObject, count = 1 } = event;
  const time = new Date(timeOf(event)).toISOString().slice(11, 19);
  const times = count > 1 ? ` (${count} times)` : '';
  return `${time}Z ${type} ${reason} ${involvedObject.kind}/${involvedObject.name}: ${message.trim()}${times}`;
}
