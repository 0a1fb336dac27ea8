import { z } from 'zod';
import type { HttpClient } from '../http/client.ts';
import { expectStatus, json } from '../http/response.ts';

const Tag = z.looseObject({ key: z.string(), value: z.unknown() });
const RawSpan = z.looseObject({
  traceID: z.string(),
  spanID: z.string(),
  operationName: z.string(),
  references: z.array(z.looseObject({ refType: z.string(), spanID: z.string() })).default([]),
  /** Microseconds since 1970. */
  startTime: z.number(),
  /** Microseconds. */
  duration: z.number(),
  tags: z.array(Tag).default([]),
  processID: z.string(),
});
const Answer = z.looseObject({
  data: z.array(
    z.looseObject({
      traceID: z.string(),
      spans: z.array(RawSpan),
      processes: z.record(z.string(), z.looseObject({ serviceName: z.string() })),
    }),
  ),
});

/** One span, as a proxy reported it. */
export interface Span {
  readonly id: string;
  readonly parent: string | undefined;
  /** The proxy's own name: `istio-ingressgateway.bhs-orthweb`. */
  readonly service: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Microseconds since 1970, and how many it took. */
  readonly start: number;
  readonly duration: number;
}

export interface Trace {
  readonly id: string;
  readonly spans: readonly Span[];
}

/** Jaeger's query API, as its own page uses it (jaegertracing.io, "APIs"). */
export interface Jaeger {
  /** The traces of a service with a span that has all these tags. */
  find(service: string, tags: Readonly<Record<string, string>>): Promise<readonly Trace[]>;
  services(): Promise<readonly string[]>;
}

/** A client of Jaeger's query API. */
export function jaegerClient(http: HttpClient): Jaeger {
  return {
    find: async (service, tags) => {
      const query = new URLSearchParams({
        service,
        tags: JSON.stringify(tags),
        limit: '200',
        lookback: '1h',
      });
      const answer = expectStatus(await http.request({ path: `/api/traces?${query.toString()}` }), 200);
      return json(answer, Answer).data.map(({ traceID: id, spans, processes }) => ({
        id,
        spans: spans.map((span) => spanOf(span, processes[span.processID]?.serviceName ?? 'unknown')),
      }));
    },
    services: async () => {
      const answer = expectStatus(await http.request({ path: '/api/services' }), 200);
      return json(answer, z.looseObject({ data: z.array(z.string()).nullable() })).data ?? [];
    },
  };
}

function spanOf(
  { spanID, references, tags, startTime, duration }: z.infer<typeof RawSpan>,
  service: string,
): Span {
  return {
    id: spanID,
    parent: references.find(({ refType }) => refType === 'CHILD_OF')?.spanID,
    service,
    tags: Object.fromEntries(tags.map(({ key, value }) => [key, String(value)])),
    start: startTime,
    duration,
  };
}
