import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

/** Anybody may write there, once the root file system is no longer read-only. */
const elsewhere = '/var/tmp/korthweb';

const onDisk: Pick<Fault, 'requires' | 'change' | 'restart'> = {
  requires: ['postgres'],
  change: async (context) => [await configureOrthanc(context, { PostgreSQL: { EnableStorage: false } })],
  restart: (context) => [orthancWorkload(context)],
};

export default defineFaults([
  {
    ...onDisk,
    variant: 'seen',
    title: "Files are stored on Orthanc's own disk",
    expected: ['storage/nothing-is-on-local-disk', 'storage/plugins-are-active'],
  },
  {
    ...onDisk,
    variant: 'found',
    title: "Files are to be found on Orthanc's own disk",
    expected: ['storage/nothing-is-on-local-disk'],
    because: /files on Orthanc's own disk/,
  },
  {
    variant: 'outside any volume',
    title: "Files are stored where Orthanc's pod has no volume, in a root file system that can be written to",
    requires: ['postgres'],
    expected: ['storage/nothing-is-on-local-disk'],
    because: /: \/var\/tmp\/korthweb\//,
    change: async (context) => [
      await configureOrthanc(context, {
        StorageDirectory: elsewhere,
        PostgreSQL: { EnableStorage: false },
      }),
      changeContainers({ apiVersion: 'apps/v1', ...orthancWorkload(context) }, () => ({
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      })),
    ],
    restart: (context) => [orthancWorkload(context)],
  },
  {
    ...onDisk,
    variant: 'lost',
    title: 'Files are lost with the pods that stored them',
    expected: ['ledger/acknowledged-uploads-outlive-pods', 'storage/survives-new-orthanc-pods'],
  },
  {
    ...onDisk,
    variant: 'lost though acknowledged',
    title: 'Uploads are acknowledged, and their files lost with the pods that stored them',
    expected: ['ledger/acknowledged-uploads-outlive-pods'],
    because: /what is missing or altered of/,
  },
]);
