import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { store as stow } from '../../helpers/dicomweb/stow.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { find } from '../../helpers/dimse/find.ts';
import { get } from '../../helpers/dimse/get.ts';
import { store } from '../../helpers/dimse/store.ts';
import type { DimseEndpoint } from '../../helpers/dimse/associate.ts';
import type { DimseOutcome } from '../../helpers/dimse/outcome.ts';
import type { InstanceFacts } from '../../helpers/dicom/facts.ts';

test.use({ requires: ['dicom-tls'] });

test(
  'a caller that Orthanc does not know may echo and store [echo and store]',
  { tag: ['@core'], annotation: exercisesDicomRoute },
  async ({ callers, cleanup }) => {
    const stranger = callers.as(unknownTitle());
    requireSuccess('C-ECHO by an unknown caller', await echo(stranger));
    const instance = makeInstance();
    cleanup.study(instance.facts.studyInstanceUID);
    requireSuccess('C-STORE by an unknown caller', await store(stranger, instance));
  },
);

type Ask = (caller: DimseEndpoint, facts: InstanceFacts) => Promise<DimseOutcome>;
const operations: readonly { readonly name: string; readonly ask: Ask }[] = [
  {
    name: 'C-FIND',
    ask: (caller, { studyInstanceUID: StudyInstanceUID }) =>
      find(caller, { level: 'STUDY', keys: { StudyInstanceUID } }),
  },
  { name: 'C-GET', ask: (caller, { studyInstanceUID }) => get(caller, { studyInstanceUID }) },
];

for (const { name, ask } of operations) {
  test(
    `a caller that Orthanc does not know has its ${name} aborted [${name}]`,
    { tag: ['@core'], annotation: exercisesDicomRoute },
    async ({ callers, web, cleanup, denial }) => {
      const known = callers.known();
      const stranger = callers.as(unknownTitle());
      const { bytes, facts } = makeInstance();
      cleanup.study(facts.studyInstanceUID);
      await stow(web, [bytes]);
      await denial({
        what: `${name} of a study that is there, by the unknown caller ${stranger.calling}`,
        attempt: () => ask(stranger, facts),
        expect: kindRefusal<DimseOutcome>('aborted'),
        controls: [
          {
            what: `the same ${name} by the known caller ${known.calling}`,
            attempt: async () => requireSuccess(name, await ask(known, facts)),
          },
        ],
      });
    },
  );
}
