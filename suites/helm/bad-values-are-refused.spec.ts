import { expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { render, writeChart, type Rendering } from '../../helpers/helm/chart.ts';
import { findHelm } from '../../helpers/helm/program.ts';

test.use({ requires: ['helm'] });

type Values = Readonly<Record<string, unknown>>;
/** By who refuses: the schema, or the templates where values contradict each other; and the field they must name. */
const bad: readonly (readonly [label: string, by: 'schema' | 'template', field: RegExp, values: Values])[] = [
  ['misspelt option', 'schema', /\/orthanc.*replica/, { orthanc: { replica: 3 } }],
  ['text for a number', 'schema', /\/orthanc\/replicas/, { orthanc: { replicas: 'two' } }],
  ['certificates for centuries', 'schema', /\/certificates\/days/, { certificates: { days: 99_999 } }],
  ['image without a tag', 'schema', /\/images\/orthanc\/tag/, { images: { orthanc: { tag: '' } } }],
  ['AE title of 17 letters', 'schema', /\/dicom\/aeTitle/, { dicom: { aeTitle: 'SEVENTEEN_LETTERS' } }],
  [
    'superuser for Orthanc',
    'schema',
    /\/postgres\/credentials/,
    { postgres: { credentials: { username: 'postgres' } } },
  ],
  ['too few connections', 'template', /postgres\.maxConnections/, { orthanc: { replicas: 50 } }],
  [
    'one host for both',
    'template',
    /dicom\.host/,
    { web: { host: 'a.example.org' }, dicom: { host: 'a.example.org' } },
  ],
];

for (const [label, by, field, values] of bad) {
  test(
    `Helm refuses bad values and names the field [${label}]`,
    { tag: ['@core'] },
    async ({ releases, cluster, denial }) => {
      const [release] = await releases();
      const helm = await findHelm();
      await using chart = await writeChart(release);
      const rendered = (given: Values): Promise<Rendering> =>
        render({ helm, chart, values: given, kubeVersion: cluster.version });
      const { classify, ...refusal } = kindRefusal<Rendering>(by, {}, ['rendered']);
      await denial({
        what: `rendering the chart of release ${release.name} with ${JSON.stringify(values)}`,
        attempt: () => rendered(values),
        expect: {
          ...refusal,
          what: `the ${by} to refuse ${field}`,
          classify: (outcome) =>
            outcome.kind === by && !field.test(outcome.message) ? 'other' : classify(outcome),
        },
        controls: [
          {
            what: "the same with the release's own values is rendered",
            attempt: async () => expect(await rendered(release.config ?? {})).toEqual({ kind: 'rendered' }),
          },
        ],
      });
    },
  );
}
