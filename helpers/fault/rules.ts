import { z } from 'zod';
import { SetupError } from '../model/errors.ts';

const Rule = z.looseObject({ record: z.string().optional(), alert: z.string().optional() });

/** Groups of rules, as Prometheus' files of rules and its operator's PrometheusRule have them. */
export const Groups = z.array(z.looseObject({ rules: z.array(Rule) }));

/** Gives a rule, recording or alerting, another expression. @throws {SetupError} when there is none of that name. */
export function withExpression(
  groups: z.infer<typeof Groups>,
  { holder, name, expr }: { readonly holder: string; readonly name: string; readonly expr: string },
): z.infer<typeof Groups> {
  const isMeant = ({ record, alert }: z.infer<typeof Rule>): boolean => record === name || alert === name;
  if (!groups.some(({ rules }) => rules.some(isMeant)))
    throw new SetupError(`Expected ${holder} to have a rule ${name}`);
  return groups.map(({ rules, ...group }) => ({
    ...group,
    rules: rules.map((rule) => (isMeant(rule) ? { ...rule, expr } : rule)),
  }));
}

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
