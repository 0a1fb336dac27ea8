import { Gauge, Histogram, Registry } from 'prom-client';
import { verdicts, type Conformance } from '../helpers/model/results.ts';
import { runMetrics } from '../helpers/model/run-metrics.ts';

/** The run in Prometheus' text format, for a node exporter's textfile collector or a push gateway. */
export async function metricsOf(conformance: Conformance): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels({ approach: conformance.approach, cluster: conformance.cluster });
  countVerdicts(registry, conformance);
  describeChecks(registry, conformance);
  observeLatencies(registry, conformance);
  gauge(registry, runMetrics.runDuration, 'How long the run took.').set(conformance.durationMs / 1000);
  gauge(registry, runMetrics.runStart, 'When the run began.').set(Date.parse(conformance.startedAt) / 1000);
  return registry.metrics();
}

const gauge = (registry: Registry, name: string, help: string, labelNames: string[] = []): Gauge =>
  new Gauge({ name, help, labelNames, registers: [registry] });

function countVerdicts(registry: Registry, { checks }: Conformance): void {
  const counted = gauge(registry, runMetrics.checks, 'Checks by verdict.', ['verdict']);
  for (const verdict of verdicts)
    counted.set({ verdict }, checks.filter((check) => check.verdict === verdict).length);
}

function describeChecks(registry: Registry, { checks }: Conformance): void {
  const passed = gauge(registry, runMetrics.checkPassed, 'Whether a check passed (1) or not (0).', [
    'check',
    'verdict',
  ]);
  const duration = gauge(registry, runMetrics.checkDuration, 'How long a check took.', ['check']);
  for (const { id, verdict, durationMs } of checks) {
    passed.set({ check: id, verdict }, verdict === 'passed' ? 1 : 0);
    duration.set({ check: id }, durationMs / 1000);
  }
}

function observeLatencies(registry: Registry, { checks }: Conformance): void {
  const help = 'Latencies that checks observed, by what was asked.';
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  const latency = new Histogram({
    name: runMetrics.latency,
    help,
    labelNames: ['what'],
    buckets,
    registers: [registry],
  });
  for (const { latencies = [] } of checks)
    for (const { what, ms } of latencies) latency.observe({ what }, ms / 1000);
}
