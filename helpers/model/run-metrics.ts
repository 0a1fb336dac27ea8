/** What a run tells in Prometheus' text format, by name: reports write it, and a dashboard shows it. */
export const runMetrics = {
  checks: 'korthweb_checks',
  checkPassed: 'korthweb_check_passed',
  checkDuration: 'korthweb_check_duration_seconds',
  /** A histogram. */
  latency: 'korthweb_observed_latency_seconds',
  runDuration: 'korthweb_run_duration_seconds',
  runStart: 'korthweb_run_start_timestamp_seconds',
} as const;

/** The names that its series have: a histogram's are three. */
export const runSeries: readonly string[] = Object.values(runMetrics).flatMap((name) =>
  name === runMetrics.latency ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : name,
);
