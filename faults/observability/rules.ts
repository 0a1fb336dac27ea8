import { defineFaults, type Fault } from '../../helpers/fault/define.ts';
import { changeRule, prometheusWorkload } from '../../helpers/fault/prometheus.ts';

interface Variant extends Pick<Fault, 'title'> {
  readonly variant: string;
  readonly expected: string;
  readonly rule: string;
  readonly expr: string;
}

const healthy = 'observability/rules-are-healthy';
const fires = 'observability/alert-fires-and-resolves';

const variants: readonly Variant[] = [
  {
    variant: 'broken',
    title: 'A rule cannot be evaluated: its two sides match more than once',
    expected: healthy,
    rule: 'orthanc:requests:rate1m',
    expr: 'up * on (namespace) up',
  },
  {
    variant: 'of nothing',
    title: 'A rule is about a metric that there is not',
    expected: healthy,
    rule: 'orthanc:requests:rate1m',
    expr: 'sum by (namespace) (rate(orthanc_requests_total[1m]))',
  },
  {
    variant: 'never fires',
    title: 'An alert asks for what cannot be',
    expected: fires,
    rule: 'OrthancDown',
    expr: 'up{job="orthanc"} == 2',
  },
  {
    variant: 'always fires',
    title: 'An alert fires whatever happens',
    expected: fires,
    rule: 'OrthancDown',
    expr: 'up{job="orthanc"} >= 0',
  },
];

export default defineFaults(
  variants.map(({ variant, title, expected, rule, expr }) => ({
    variant,
    title,
    requires: ['prometheus', 'istio-mtls'],
    excludes: ['prometheus-operator'],
    expected: [expected],
    change: async (context) => [await changeRule(context, rule, expr)],
    restart: (context) => [prometheusWorkload(context)],
  })),
);
