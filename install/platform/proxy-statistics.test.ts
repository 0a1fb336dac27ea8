import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const install = join(import.meta.dirname, '..');
const Filtered = z.object({ params: z.object({ filter: z.tuple([z.string()]) }) });

/** What Prometheus asks a proxy for: `filter` of its statistics page, a regular expression on their names. */
const byPodMonitor = (): string => {
  const file = join(install, 'gitops', 'artifact', 'observability', 'monitors.yaml');
  const [monitor] = parseAllDocuments(readFileSync(file, 'utf8'));
  const { spec } = z
    .object({ spec: z.object({ podMetricsEndpoints: z.tuple([Filtered]) }) })
    .parse(monitor?.toJS());
  return spec.podMetricsEndpoints[0].params.filter[0];
};

const byConfiguration = (): string => {
  const file = join(install, 'manual', 'manifests', 'prometheus.yaml');
  const config = parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.getIn(['data', 'prometheus.yml']))
    .find((text) => typeof text === 'string');
  const { scrape_configs } = z
    .object({ scrape_configs: z.array(z.looseObject({ job_name: z.string() })) })
    .parse(parse(config ?? ''));
  return Filtered.parse(scrape_configs.find(({ job_name }) => job_name === 'envoy')).params.filter[0];
};

const series = /\benvoy_(?:cluster|http|listener)_[a-z_]*[a-z]\b/g;

/** Series by the name that a proxy's statistics page gives them, without the prefix and the parts of a histogram. */
const asked = new Set(
  globSync('{faults,fixtures,helpers,install,suites}/**/*.{json,ts,yaml}', { cwd: join(install, '..') })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => readFileSync(join(install, '..', file), 'utf8').match(series) ?? [])
    .map((name) => name.replace(/_(?:bucket|count|sum)$/, '')),
);

test('proxies are asked for the same statistics in every approach', () => {
  expect(byConfiguration()).toBe(byPodMonitor());
});

test('every series of a proxy that anything here asks Prometheus for is among them', () => {
  const filter = new RegExp(byPodMonitor());
  expect(asked.size).toBeGreaterThan(5);
  // A response's class is part of the name there, and a label in Prometheus.
  expect([...asked].filter((name) => !filter.test(name.replace(/_rq$/, '_rq_2xx')))).toEqual([]);
});
