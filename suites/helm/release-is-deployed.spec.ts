import { expect, test } from '../../fixtures/test.ts';
import { system } from '../../helpers/orthanc/rest.ts';

test.use({ requires: ['helm'] });

test(
  'the newest revision of the release is the one deployed, and no other is under way',
  { tag: ['@smoke', '@core'] },
  async ({ releases }) => {
    const [newest, ...older] = await releases();
    const { name, version, info } = newest;
    expect(
      info.status,
      `status of revision ${version} of release ${name} (${info.description ?? 'no description'}). ` +
        `Next: helm history ${name}, then helm rollback or helm upgrade`,
    ).toBe('deployed');
    expect(
      older
        .filter(({ info: { status } }) => status !== 'superseded')
        .map((one) => `${one.version}: ${one.info.status}`),
      `older revisions of release ${name} that are not superseded`,
    ).toEqual([]);
  },
);

test(
  "what runs has the versions of the release's chart [versions]",
  { tag: ['@core'] },
  async ({ releases, cluster, tenant: { namespace, orthanc }, web }) => {
    const [{ name, chart }] = await releases();
    const { version, appVersion } = chart.metadata;
    const { metadata } = await cluster.apps.readNamespacedDeployment({ namespace, name: orthanc.deployment });
    expect(
      { chart: metadata?.labels?.['helm.sh/chart'], orthanc: (await system(web)).Version },
      `versions of the chart in Deployment ${namespace}/${orthanc.deployment} and of Orthanc at /system, as release ${name} promises them`,
    ).toEqual({ chart: `${chart.metadata.name}-${version}`, orthanc: appVersion });
  },
);
