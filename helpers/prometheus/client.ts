import { z } from 'zod';
import type { HttpClient } from '../http/client.ts';
import { json } from '../http/response.ts';

/** Numbers arrive as text, NaN and infinities included (prometheus.io, "HTTP API", "Expression query result formats"). */
const Value = z
  .string()
  .transform((text) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)));
const Sample = z.object({
  metric: z.record(z.string(), z.string()),
  value: z.tuple([z.number(), Value]),
});

/** One series of an instant query's result. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const answered = <Data extends z.ZodType>(data: Data) => z.object({ status: z.literal('success'), data });
const Vector = answered(z.object({ resultType: z.literal('vector'), result: z.array(Sample) }));
const Targets = answered(
  z.object({
    activeTargets: z.array(
      z.object({
        labels: z.record(z.string(), z.string()),
        scrapePool: z.string(),
        scrapeUrl: z.string(),
        health: z.string(),
        lastError: z.string(),
        lastScrape: z.coerce.date(),
        scrapeInterval: z.string(),
      }),
    ),
  }),
);
const Rules = answered(
  z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        rules: z.array(
          z.looseObject({
            name: z.string(),
            type: z.enum(['alerting', 'recording']),
            health: z.string(),
            lastError: z.string().optional(),
            state: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
);

export type Target = z.output<typeof Targets>['data']['activeTargets'][number];
export type Rule = z.output<typeof Rules>['data']['groups'][number]['rules'][number];

/** Prometheus' HTTP API. @throws {Error} when it answers with anything but what its documentation says. */
export interface Prometheus {
  /** An instant query; no series is an empty list. */
  query(expression: string): Promise<readonly Series[]>;
  targets(): Promise<readonly Target[]>;
  rules(): Promise<readonly Rule[]>;
}

/** A client of Prometheus' HTTP API. */
export function prometheusClient(http: HttpClient): Prometheus {
  const get = async <Data extends z.ZodType>(path: string, schema: Data): Promise<z.output<Data>> =>
    json(await http.request({ path }), schema);
  return {
    query: async (expression) => {
      const { data } = await get(`/api/v1/query?query=${encodeURIComponent(expression)}`, Vector);
      return data.result.map(({ metric: labels, value: [, value] }) => ({ labels, value }));
    },
    targets: async () => (await get('/api/v1/targets?state=active', Targets)).data.activeTargets,
    rules: async () => (await get('/api/v1/rules', Rules)).data.groups.flatMap(({ rules }) => rules),
  };
}

/** The sum over series; NaN counts as nothing, so that a gap does not hide the rest. */
export const total = (series: readonly Series[]): number =>
  series.reduce((sum, { value }) => sum + (Number.isNaN(value) ? 0 : value), 0);
