import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { exercisesDicomRoute, expect, test } from '../../fixtures/test.ts';
import type { Instance } from '../../helpers/dicom/instance.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { get } from '../../helpers/dimse/get.ts';

test.use({ requires: ['dicom-tls'] });

/** All but what another uncompressed transfer syntax, which the association agrees upon, makes different. */
function elements({ facts: { fileSha256: _file, transferSyntaxUID: _syntax, ...rest } }: Instance) {
  return rest;
}
const byUID = (one: Instance, other: Instance): number =>
  one.facts.sopInstanceUID.localeCompare(other.facts.sopInstanceUID);

test(
  'what STOW-RS stored, C-GET retrieves with equal elements and pixels',
  { tag: ['@core'], annotation: exercisesDicomRoute },
  async ({ callers, web, cleanup }) => {
    const caller = callers.known();
    const { studyInstanceUID, instances } = makeStudy({ instances: 3 });
    cleanup.study(studyInstanceUID);
    const { status } = await storeAsModality(
      web,
      instances.map(({ bytes }) => bytes),
    );
    expect(status, 'the status of STOW-RS').toBe(200);

    const got = requireSuccess(`C-GET of study ${studyInstanceUID}`, await get(caller, { studyInstanceUID }));
    expect(got.instances.toSorted(byUID).map(elements), 'the instances that C-GET retrieved').toEqual(
      instances.toSorted(byUID).map(elements),
    );
  },
);
