import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import {
  changeJob,
  configurePrometheus,
  dropSamples,
  prometheusWorkload,
} from '../../helpers/fault/prometheus.ts';

interface Variant extends Pick<Fault, 'title' | 'expected'> {
  readonly variant: string;
  readonly change: (context: FaultContext) => Promise<Change>;
}

/** Has targets of a job be asked on another port than they have. */
const onPort = (port: number): object => ({
  source_labels: ['__address__'],
  regex: '(.*):\\d+',
  target_label: '__address__',
  replacement: `$1:${port}`,
});

const variants: readonly Variant[] = [
  {
    variant: 'without Orthanc',
    title: 'Prometheus does not scrape Orthanc',
    expected: ['observability/every-target-is-up'],
    change: (context) => changeJob(context, 'orthanc', () => undefined),
  },
  {
    variant: 'without proxies',
    title: 'Prometheus does not scrape the proxies',
    expected: ['observability/every-target-is-up'],
    change: (context) => changeJob(context, 'envoy', () => undefined),
  },
  {
    variant: 'wrong port',
    title: 'Prometheus asks for the metrics of Orthanc on a port that it does not have',
    expected: ['observability/every-target-is-up'],
    change: (context) =>
      changeJob(context, 'orthanc', (job) => ({
        ...job,
        relabel_configs: [...job.relabel_configs, onPort(8043)],
      })),
  },
  {
    variant: 'wrong password',
    title: 'Prometheus has a wrong password for Orthanc',
    expected: ['observability/every-target-is-up'],
    change: (context) =>
      changeJob(context, 'orthanc', (job) => ({
        ...job,
        basic_auth: { username: 'prometheus', password: 'not-the-password' },
      })),
  },
  {
    variant: 'without a certificate',
    title: 'Prometheus asks Orthanc for its metrics in plaintext',
    expected: ['observability/every-target-is-up'],
    change: (context) => changeJob(context, 'orthanc', (job) => ({ ...job, scheme: 'http' })),
  },
  {
    variant: 'too seldom',
    title: 'Prometheus scrapes too seldom for the ranges of its rules',
    expected: ['observability/scrapes-are-frequent-enough'],
    change: (context) => configurePrometheus(context, { scrape_interval: '40s' }),
  },
  {
    variant: 'requests dropped',
    title: 'Relabelling drops the count of requests',
    expected: ['observability/requests-are-counted'],
    change: (context) =>
      dropSamples(context, 'envoy', '__name__', 'envoy_cluster_upstream_rq_(total|completed)'),
  },
  {
    variant: 'instances dropped',
    title: 'Relabelling drops the count of instances',
    expected: ['observability/instances-are-counted'],
    change: (context) => dropSamples(context, 'orthanc', '__name__', 'orthanc_count_instances'),
  },
  {
    variant: 'buckets dropped',
    title: 'Relabelling drops the buckets that most requests fall into',
    expected: ['observability/latency-histogram-agrees'],
    change: (context) => dropSamples(context, 'envoy', 'le', '5|10|25|50|100|250'),
  },
  {
    variant: 'timestamps honoured',
    title: 'Samples of Orthanc have the time of their last change, and go stale when nothing changes',
    expected: ['observability/samples-are-of-the-last-scrape'],
    change: (context) => changeJob(context, 'orthanc', (job) => ({ ...job, honor_timestamps: true })),
  },
];

export default defineFaults(
  variants.map(({ change, ...variant }) => ({
    ...variant,
    requires: ['prometheus', 'istio'],
    excludes: ['prometheus-operator'],
    change: async (context) => [await change(context)],
    restart: (context) => [prometheusWorkload(context)],
  })),
);
