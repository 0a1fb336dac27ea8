import { defineFaults } from '../../helpers/fault/define.ts';
import { changeRule, prometheusWorkload } from '../../helpers/fault/prometheus.ts';
import { unhealthyRules } from '../../helpers/fault/rules.ts';

export default defineFaults(
  unhealthyRules.map(({ variant, title, expected, rule, expr }) => ({
    variant,
    title,
    requires: ['prometheus', 'istio-mtls'],
    excludes: ['prometheus-operator'],
    expected: [expected],
    change: async (context) => [await changeRule(context, rule, expr)],
    restart: (context) => [prometheusWorkload(context)],
  })),
);
