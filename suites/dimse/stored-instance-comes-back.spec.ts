import { makeInstance, type InstanceOptions } from '../../fixtures/data/make-instance.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { store } from '../../helpers/dimse/store.ts';

test.use({ requires: ['dicom-tls'] });

const cases: readonly (InstanceOptions & { readonly title: string; readonly tags: string[] })[] = [
  { title: 'explicit little endian', tags: ['@smoke', '@core'] },
  { title: 'implicit little endian', tags: ['@core'], transferSyntax: 'implicitLittleEndian' },
  { title: 'deflated', tags: ['@extended'], transferSyntax: 'deflatedExplicitLittleEndian' },
  { title: 'RLE lossless', tags: ['@core'], transferSyntax: 'rleLossless' },
  { title: 'three frames of 8 bits', tags: ['@core'], frames: 3, bits: 8 },
  {
    title: 'a Japanese name in ISO 2022 IR 87',
    tags: ['@core'],
    patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう',
    charset: '\\ISO 2022 IR 87',
  },
];

for (const { title, tags, ...options } of cases) {
  test(
    `what C-STORE was told is stored is found by QIDO-RS, and WADO-RS returns its elements and pixels [${title}]`,
    { tag: tags, annotation: exercisesDicomRoute },
    async ({ callers, web, cleanup }) => {
      const sent = makeInstance(options);
      const { studyInstanceUID, sopInstanceUID } = sent.facts;
      cleanup.study(studyInstanceUID);

      requireSuccess(`C-STORE of ${sopInstanceUID}`, await store(callers.as(unknownTitle()), sent));

      const found = await searchInstances(web, { studyInstanceUID });
      expect(
        found.map((one) => string(one, '00080018')),
        'the SOP Instance UIDs that QIDO-RS finds in the study after C-STORE said success',
      ).toEqual([sopInstanceUID]);
      const { facts } = await retrieveInstance(web, sent.facts);
      // The receiver writes File Meta Information of its own (PS3.7 §9.1.1 carries none), so files differ.
      expect(facts, 'what WADO-RS returns, beside what C-STORE sent').toEqual({
        ...sent.facts,
        fileSha256: facts.fileSha256,
      });
    },
  );
}
