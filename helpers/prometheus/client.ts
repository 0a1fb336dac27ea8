import { z } from 'zod';
import type { HttpClient } from '../http/client.ts';
import { expectStatus, json } from '../http/response.ts';

/** Numbers arrive as text, NaN and infinities included (prometheus.io, "HTTP API", "Expression query result formats"). */
const Value = z
  .string()
  .transform((text) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)));
const Labels = z.record(z.string(), z.string());
const Point = z.tuple([z.number(), Value]);

/** One series of an instant query's result. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A sample as it was scraped: when, in seconds by Prometheus' clock, and what. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** The samples that a series has in a range, the oldest first. */
export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

const answered = <Data extends z.ZodType>(data: Data) => z.object({ status: z.literal('success'), data });
const Scalar = answered(z.object({ resultType: z.literal('scalar'), result: Point }));
const Vector = answered(
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: Labels, value: Point })) }),
);
const Matrix = answered(
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: Labels, values: z.array(Point) })),
  }),
);
const Targets = answered(
  z.object({
    activeTargets: z.array(
      z.object({
        labels: Labels,
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
            query: z.string(),
            type: z.enum(['alerting', 'recording']),
            health: z.string(),
            lastError: z.string().optional(),
            /** Of an alerting rule: what it finds amiss now, by labels. */
            alerts: z.array(z.looseObject({ labels: Labels, state: z.string() })).default([]),
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
  /** What was scraped in a range that ends now: `samples('up', '1m')`. A series that has stopped is left out. */
  samples(selector: string, range: string): Promise<readonly RawSeries[]>;
  /** The time, in seconds, by Prometheus' own clock. */
  now(): Promise<number>;
  targets(): Promise<readonly Target[]>;
  rules(): Promise<readonly Rule[]>;
}

/** A client of Prometheus' HTTP API. */
export function prometheusClient(http: HttpClient): Prometheus {
  const get = async <Data extends z.ZodType>(path: string, schema: Data): Promise<z.output<Data>> =>
    json(expectStatus(await http.request({ path }), 200), schema);
  const ask = <Data extends z.ZodType>(expression: string, schema: Data): Promise<z.output<Data>> =>
    get(`/api/v1/query?query=${encodeURIComponent(expression)}`, schema);
  return {
    query: async (expression) =>
      (await ask(expression, Vector)).data.result.map(({ metric: labels, value: [, value] }) => ({
        labels,
        value,
      })),
    samples: async (selector, range) =>
      (await ask(`${selector}[${range}]`, Matrix)).data.result.map(({ metric: labels, values }) => ({
        labels,
        samples: values.map(([at, value]) => ({ at, value })),
      })),
    now: async () => (await ask('time()', Scalar)).data.result[1],
    targets: async () => (await get('/api/v1/targets?state=active', Targets)).data.activeTargets,
    rules: async () => (await get('/api/v1/rules', Rules)).data.groups.flatMap(({ rules }) => rules),
  };
}

/** The sum over series; NaN counts as nothing, so that a gap does not hide the rest. */
export const total = (series: readonly Series[]): number =>
  series.reduce((sum, { value }) => sum + (Number.isNaN(value) ? 0 : value), 0);
