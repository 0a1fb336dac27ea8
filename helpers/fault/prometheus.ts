import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { WorkloadRef } from '../kube/rollout.ts';
import { SetupError } from '../model/errors.ts';
import { editConfiguration } from './configuration.ts';
import type { Change, FaultContext } from './define.ts';
import { Groups, withExpression } from './rules.ts';

/** What runs Prometheus, which reads its configuration when it starts. @throws {SetupError} where there is none. */
export function prometheusWorkload({ approach }: FaultContext): WorkloadRef {
  const { prometheus } = approach;
  if (!prometheus) throw new SetupError(`Expected ${approach.name} to say where its Prometheus is`);
  return { ...prometheus.workload, namespace: prometheus.namespace };
}

const Job = z.looseObject({
  job_name: z.string(),
  relabel_configs: z.array(z.unknown()).default([]),
});
const Configuration = z.looseObject({ global: z.looseObject({}), scrape_configs: z.array(Job) });

/** A job of Prometheus' scrape configuration, with whatever fields it has. */
export type ScrapeJob = z.infer<typeof Job>;

/** Sets global options of Prometheus. */
export const configurePrometheus = (
  context: FaultContext,
  options: Readonly<Record<string, unknown>>,
): Promise<Change> =>
  edited(context, (present) => ({ ...present, global: { ...present.global, ...options } }));

/** Changes one job of Prometheus, or takes it away by returning undefined. */
export const changeJob = (
  context: FaultContext,
  name: string,
  change: (job: ScrapeJob) => ScrapeJob | undefined,
): Promise<Change> =>
  edited(context, ({ scrape_configs: jobs, ...others }) => {
    if (!jobs.some((job) => job.job_name === name))
      throw new SetupError(
        `Expected Prometheus to have a job ${name}; it has ${jobs.map((job) => job.job_name).join(', ')}`,
      );
    return {
      ...others,
      scrape_configs: jobs.flatMap((job) => (job.job_name === name ? (change(job) ?? []) : job)),
    };
  });

/** Has Prometheus throw samples of a job away whose label matches. */
export const dropSamples = (
  context: FaultContext,
  job: string,
  label: string,
  regex: string,
): Promise<Change> =>
  changeJob(context, job, (present) => ({
    ...present,
    metric_relabel_configs: [{ source_labels: [label], regex, action: 'drop' }],
  }));

function edited(
  context: FaultContext,
  edit: (present: z.infer<typeof Configuration>) => object,
): Promise<Change> {
  return editConfiguration(context, prometheusWorkload(context), 'prometheus.yml', (text) =>
    stringify(edit(Configuration.parse(parse(text)))),
  );
}

const Rules = z.looseObject({ groups: Groups });

/** Gives a rule of Prometheus, recording or alerting, another expression. @throws {SetupError} when there is none. */
export function changeRule(context: FaultContext, name: string, expr: string): Promise<Change> {
  return editConfiguration(context, prometheusWorkload(context), 'rules.yml', (text) => {
    const { groups, ...others } = Rules.parse(parse(text));
    return stringify({ ...others, groups: withExpression(groups, { holder: 'Prometheus', name, expr }) });
  });
}
