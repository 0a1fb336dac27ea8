import { defineFaults, type FaultContext } from '../../helpers/fault/define.ts';
import type { ObjectRef } from '../../helpers/kube/objects.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { newestRelease } from '../../helpers/fault/release.ts';

const backup = async (context: FaultContext, kind: string, apiVersion: string): Promise<ObjectRef> => {
  const { name, namespace } = await newestRelease(context);
  return { apiVersion, kind, namespace, name: `${name}-backup` };
};

export default defineFaults([
  {
    variant: 'changed',
    title: 'Somebody suspended the backup in the cluster, past the chart',
    requires: ['helm'],
    expected: ['helm/live-objects-have-not-drifted'],
    change: async (context) => [
      { patch: await backup(context, 'CronJob', 'batch/v1'), with: { spec: { suspend: true } } },
    ],
  },
  {
    variant: 'gone',
    title: "Somebody deleted the backup's script in the cluster",
    requires: ['helm'],
    expected: ['helm/live-objects-have-not-drifted'],
    change: async (context) => [{ delete: await backup(context, 'ConfigMap', 'v1') }],
  },
  {
    variant: 'other chart',
    title: 'The Deployment of Orthanc is of another version of the chart than the release',
    requires: ['helm'],
    expected: ['helm/release-is-deployed[versions]'],
    change: (context) => [
      {
        patch: { apiVersion: 'apps/v1', ...orthancWorkload(context) },
        with: { metadata: { labels: { 'helm.sh/chart': 'orthweb-0.0.9' } } },
      },
    ],
  },
]);
