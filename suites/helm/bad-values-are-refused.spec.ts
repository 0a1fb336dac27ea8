import { expect, test } from '../../fixtures/test.ts';
import type { Refusal } from '../../helpers/denial/refusal.ts';
import { render, writeChart, type Rendering } from '../../helpers/helm/chart.ts';
import { findHelm } from '../../helpers/helm/program.ts';

test.use({ requires: ['helm'] });

type Values = Readonly<Record<string, unknown>>;

/** With certificates of the user's own: to make keys takes longer than all the rest. */
const existing = { existing: true };
const own = { web: existing, dicom: existing, database: existing };
const withOwn = (values: Values): Values => ({
  ...values,
  certificates: Object.assign({}, own, values['certificates']),
});

/** Values that are bad, and the field that the refusal must name. */
type Bad = readonly (readonly [field: RegExp, values: Values])[];

const tables: Readonly<Record<'schema' | 'template', Bad>> = {
  /** What no value of that field may be. */
  schema: [
    [/\/orthanc'.*'replica'/, { orthanc: { replica: 3 } }],
    [/\/orthanc\/replicas'/, { orthanc: { replicas: 'two' } }],
    [/\/certificates\/days'/, { certificates: { days: 99_999 } }],
    [/\/images\/orthanc\/tag'/, { images: { orthanc: { tag: '' } } }],
    [/\/dicom\/aeTitle'/, { dicom: { aeTitle: 'SEVENTEEN_LETTERS' } }],
    [/\/postgres\/credentials\/username'/, { postgres: { credentials: { username: 'postgres' } } }],
  ],
  /** What is wrong only beside the value of another. */
  template: [
    [/postgres\.maxConnections: expected at least/, { orthanc: { replicas: 50 } }],
    [/dicom\.host: expected another/, { web: { host: 'a.example.org' }, dicom: { host: 'a.example.org' } }],
  ],
};

for (const by of ['schema', 'template'] as const) {
  test(
    `Helm refuses bad values and names the field [${by}]`,
    { tag: ['@core'] },
    async ({ releases, cluster, denial }) => {
      const [release] = await releases();
      const helm = await findHelm();
      await using chart = await writeChart(release);
      const rendered = (values: Values): Promise<Rendering> =>
        render({ helm, chart, values: withOwn(values), kubeVersion: cluster.version });
      await denial({
        what: `rendering the chart of release ${release.name} with bad values`,
        attempt: () =>
          Promise.all(
            tables[by].map(async ([field, values]) => ({ field, values, got: await rendered(values) })),
          ),
        expect: refusalOfAll(by),
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

interface Attempt {
  readonly field: RegExp;
  readonly values: Values;
  readonly got: Rendering;
}

/** All are refused, by whom it should be, naming the field; one that is rendered is one too many. */
function refusalOfAll(by: 'schema' | 'template'): Refusal<readonly Attempt[]> {
  const isRefused = ({ field, got }: Attempt): boolean => got.kind === by && field.test(got.message);
  const show = ({ values, got }: Attempt): string =>
    `${JSON.stringify(values)}: ${got.kind === 'rendered' ? 'rendered' : got.message}`;
  return {
    what: `each to be refused by the ${by}, naming the field`,
    classify: (attempts) => {
      if (attempts.every(isRefused)) return 'refused';
      return attempts.some(({ got }) => got.kind === 'rendered') ? 'allowed' : 'other';
    },
    describe: (attempts) =>
      attempts
        .filter((one) => !isRefused(one))
        .map(show)
        .join('; '),
  };
}
