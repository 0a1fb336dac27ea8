import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { changePanel, changeQuery, changeVariables } from '../../helpers/fault/dashboards.ts';

interface Variant extends Pick<Fault, 'title'> {
  readonly variant: string;
  readonly expected: string;
  readonly change: (context: FaultContext) => Promise<Change>;
}

const data = 'observability/dashboards-show-data';
const source = 'observability/dashboards-name-the-data-source';
const own = 'observability/own-results-are-written';
const gone = { type: 'prometheus', uid: 'prometheus-of-old' };

const variants: readonly Variant[] = [
  {
    variant: 'of nothing',
    title: 'A panel asks for a metric that there is not',
    expected: data,
    change: (context) =>
      changeQuery(context, 'orthanc', 'Studies', ['orthanc_count_studies', 'orthanc_studies_total']),
  },
  {
    variant: 'of nobody',
    title: 'A panel selects by a label that no series has',
    expected: data,
    change: (context) => changeQuery(context, 'orthanc', 'Requests by status', ['tenant=', 'customer=']),
  },
  {
    variant: 'of errors alone',
    title: 'A panel of all requests shows none but those that failed in Orthanc',
    expected: data,
    change: (context) =>
      changeQuery(context, 'orthanc', 'Requests by status', [
        'response_code_class!=""',
        'response_code_class="5xx"',
      ]),
  },
  {
    variant: 'without buckets',
    title: 'A panel asks for a quantile of what has no buckets',
    expected: data,
    change: (context) => changeQuery(context, 'orthanc', 'Latency', ['_bucket', '_sum']),
  },
  {
    variant: 'of no tenant',
    title: 'The variable of a dashboard offers no tenant to choose',
    expected: data,
    change: (context) =>
      changeVariables(context, 'orthanc', { query: 'label_values(up{job="pacs"}, tenant)' }),
  },
  {
    variant: 'data source gone',
    title: 'A panel has a data source that does not exist',
    expected: source,
    change: (context) => changePanel(context, 'mesh', 'Pushes', (panel) => ({ ...panel, datasource: gone })),
  },
  {
    variant: 'variable without data source',
    title: 'The variable of a dashboard has a data source that does not exist',
    expected: source,
    change: (context) => changeVariables(context, 'orthanc', { datasource: gone }),
  },
  {
    variant: 'own results unwritten',
    title: "A panel of this suite's results asks for what no run writes",
    expected: own,
    change: (context) =>
      changeQuery(context, 'own-results', 'Slowest checks', [
        'korthweb_check_duration_seconds',
        'korthweb_check_seconds',
      ]),
  },
  {
    variant: 'own results unreadable',
    title: "A panel of this suite's results has a query that is no PromQL",
    expected: own,
    change: (context) => changeQuery(context, 'own-results', 'Slowest checks', [')', '']),
  },
];

export default defineFaults(
  variants.map(({ expected, change, ...variant }) => ({
    ...variant,
    requires: ['dashboards', 'prometheus', 'istio'],
    expected: [expected],
    change: async (context) => [await change(context)],
  })),
);
