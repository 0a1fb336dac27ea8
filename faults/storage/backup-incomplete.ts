import { defineFault } from '../../helpers/fault/define.ts';
import { KubeObject } from '../../helpers/kube/objects.ts';
import { z } from 'zod';

const Script = z.looseObject({ data: z.record(z.string(), z.string()) });

export default defineFault({
  title: 'Backups leave out large objects, which are the DICOM files',
  requires: ['postgres', 'helm'],
  expected: ['storage/backup-restores'],
  change: ({ tenant: { namespace, database } }) => [
    {
      patch: { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: database.backupCronJob ?? '' },
      with: (object) => {
        const { data } = Script.parse(object);
        const script = (data['backup.sh'] ?? '').replace('--large-objects', '--no-large-objects');
        return KubeObject.parse({ ...object, data: { ...data, 'backup.sh': script } });
      },
    },
  ],
});
