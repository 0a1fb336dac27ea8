/** A rule of Prometheus that is given another expression, and the check that must notice. */
export interface UnhealthyRule {
  readonly variant: string;
  readonly title: string;
  readonly expected: string;
  readonly rule: string;
  readonly expr: string;
}

const healthy = 'observability/rules-are-healthy';
const fires = 'observability/alert-fires-and-resolves';

/** What may be wrong with rules, wherever they are written. */
export const unhealthyRules: readonly UnhealthyRule[] = [
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
