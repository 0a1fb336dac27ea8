import { editConfiguration } from '../../helpers/fault/configuration.ts';
import { grafanaWorkload } from '../../helpers/fault/dashboards.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

interface Variant extends Pick<Fault, 'title'> {
  readonly variant: string;
  readonly expected: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const variants: readonly Variant[] = [
  {
    variant: 'asks elsewhere',
    title: "Grafana's data source has a port on which Prometheus does not listen",
    expected: 'observability/grafana-answers',
    file: 'data-sources.yaml',
    from: ':9090',
    to: ':9099',
  },
  {
    variant: 'looks elsewhere',
    title: 'Grafana looks for dashboards where there are none',
    expected: 'observability/grafana-shows-a-dashboard',
    file: 'dashboard-providers.yaml',
    from: '/etc/grafana/dashboards',
    to: '/etc/grafana/provisioning/alerting',
  },
];

export default defineFaults(
  variants.map(({ variant, title, expected, file, from, to }) => ({
    variant,
    title,
    requires: ['grafana', 'dashboards', 'prometheus', 'istio'],
    expected: [expected],
    change: async (context) => [
      await editConfiguration(context, grafanaWorkload(context), file, (text) => text.replace(from, to)),
    ],
    restart: (context) => [grafanaWorkload(context)],
  })),
);
