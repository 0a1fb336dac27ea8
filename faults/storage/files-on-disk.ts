import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

const onDisk = (variant: string, title: string, expected: Fault['expected']) => ({
  variant,
  title,
  requires: ['postgres'] as const,
  expected,
  change: async (context: Parameters<Fault['change']>[0]) => [
    await configureOrthanc(context, { PostgreSQL: { EnableStorage: false } }),
  ],
  restart: (context: Parameters<Fault['change']>[0]) => [orthancWorkload(context)],
});

export default defineFaults([
  onDisk('seen', "Files are stored on Orthanc's own disk", [
    'storage/nothing-is-on-local-disk',
    'storage/plugins-are-active',
  ]),
  onDisk('lost', 'Files are lost with the pods that stored them', [
    'ledger/acknowledged-uploads-outlive-pods',
    'storage/survives-new-orthanc-pods',
  ]),
]);
