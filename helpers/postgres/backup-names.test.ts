import { expect, test } from 'vitest';
import { nameOf } from '../kube/objects.ts';
import { backupNames, scratchesBeside } from './backup-names.ts';

const job = (name: string): string => nameOf({ kind: 'Job', namespace: 'orthweb', name });

test('the database of a backup is known by any of its Jobs, and named once', () => {
  const names = backupNames('1f0c9b2e');
  expect(scratchesBeside([job(names.job('dump')), job(names.job('restore'))])).toEqual([
    { namespace: 'orthweb', scratch: 'korthweb_1f0c9b2e' },
  ]);
});

test("other objects, and another's Jobs, tell of none", () => {
  expect(scratchesBeside(['Pod orthweb/korthweb-dump-1f0c9b2e', job('orthweb-backup-29')])).toEqual([]);
});
