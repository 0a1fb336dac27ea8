import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import {
  changeEndpoints,
  changeOperatorRule,
  orthancMonitor,
  proxyMonitor,
} from '../../helpers/fault/monitors.ts';
import { unhealthyRules } from '../../helpers/fault/rules.ts';

interface Variant extends Pick<Fault, 'title' | 'expected'> {
  readonly variant: string;
  readonly change: (context: FaultContext) => Change;
}

/** Has Prometheus throw samples away whose label matches. */
const dropped = (label: string, regex: string): Readonly<Record<string, unknown>> => ({
  metricRelabelings: [{ sourceLabels: [label], regex, action: 'drop' }],
});

const allUp: Fault['expected'] = ['observability/every-target-is-up'];

const monitors: readonly Variant[] = [
  {
    variant: 'selects nothing',
    title: "The tenant's ServiceMonitor selects nothing",
    expected: allUp,
    change: (context) => ({
      patch: orthancMonitor(context),
      with: { spec: { selector: { matchLabels: { app: 'nothing' } } } },
    }),
  },
  {
    variant: 'no proxy',
    title: 'The PodMonitor of proxies asks for a port that they do not have',
    expected: allUp,
    change: () => changeEndpoints(proxyMonitor, () => ({ port: 'metrics' })),
  },
  {
    variant: 'wrong port',
    title: 'The ServiceMonitor asks Orthanc on a port that it does not have',
    expected: allUp,
    change: (context) =>
      changeEndpoints(orthancMonitor(context), ({ relabelings }) => ({
        relabelings: [
          ...relabelings,
          {
            sourceLabels: ['__address__'],
            regex: '(.*):\\d+',
            targetLabel: '__address__',
            replacement: '$1:8043',
          },
        ],
      })),
  },
  {
    variant: 'wrong password',
    title: 'The ServiceMonitor takes the name of the user for the password',
    expected: allUp,
    change: (context) => {
      const name = context.tenant.orthanc.credentials.secret;
      const user = { name, key: context.tenant.orthanc.credentials.userKey };
      return changeEndpoints(orthancMonitor(context), () => ({
        basicAuth: { username: user, password: user },
      }));
    },
  },
  {
    variant: 'without a certificate',
    title: 'The ServiceMonitor has Orthanc asked in plaintext',
    expected: allUp,
    change: (context) => changeEndpoints(orthancMonitor(context), () => ({ scheme: 'http' })),
  },
  {
    variant: 'too seldom',
    title: "Prometheus' resource has it scrape too seldom for the ranges of its rules",
    expected: ['observability/scrapes-are-frequent-enough'],
    change: () => ({
      patch: {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Prometheus',
        namespace: 'monitoring',
        name: 'korthweb',
      },
      with: { spec: { scrapeInterval: '40s' } },
    }),
  },
  {
    variant: 'requests dropped',
    title: "The PodMonitor's relabelling drops the count of requests",
    expected: ['observability/requests-are-counted'],
    change: () =>
      changeEndpoints(proxyMonitor, () => dropped('__name__', 'envoy_cluster_upstream_rq_(total|completed)')),
  },
  {
    variant: 'instances dropped',
    title: "The ServiceMonitor's relabelling drops the count of instances",
    expected: ['observability/instances-are-counted'],
    change: (context) =>
      changeEndpoints(orthancMonitor(context), () => dropped('__name__', 'orthanc_count_instances')),
  },
  {
    variant: 'buckets dropped',
    title: "The PodMonitor's relabelling drops the buckets that most requests fall into",
    expected: ['observability/latency-histogram-agrees'],
    change: () => changeEndpoints(proxyMonitor, () => dropped('le', '5|10|25|50|100|250')),
  },
  {
    variant: 'timestamps honoured',
    title: 'The ServiceMonitor takes the times that Orthanc gives its samples: those of their last change',
    expected: ['observability/samples-are-of-the-last-scrape'],
    change: (context) => changeEndpoints(orthancMonitor(context), () => ({ honorTimestamps: true })),
  },
];

const rules: readonly Variant[] = unhealthyRules.map(({ variant, title, expected, rule, expr }) => ({
  variant: `rule ${variant}`,
  title,
  expected: [expected],
  change: () => changeOperatorRule(rule, expr),
}));

export default defineFaults(
  [...monitors, ...rules].map(({ change, ...variant }) => ({
    ...variant,
    requires: ['prometheus-operator', 'istio-mtls'],
    change: (context) => [change(context)],
  })),
);
