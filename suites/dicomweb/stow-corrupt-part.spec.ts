import { makeInstance, type MadeInstance } from '../../fixtures/data/make-instance.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

const bad: readonly (readonly [label: string, corrupt: (instance: MadeInstance) => Uint8Array])[] = [
  ['garbage', () => Buffer.from('This is no DICOM file.')],
  ['truncated', ({ bytes }) => bytes.subarray(0, bytes.length - 3000)],
  ['preamble-only', ({ bytes }) => bytes.subarray(0, 132)],
];

for (const [label, corrupt] of bad) {
  test(
    `a corrupt part is refused, and the good one beside it is stored whole [${label}]`,
    {
      tag: ['@core'],
      annotation: knownDeviation({
        asks: 'for 202 with the failed part listed, where others were stored (PS3.18 §10.5.3)',
        does: 'answers 400, lists what was stored and no failure',
      }),
    },
    async ({ web, cleanup }) => {
      const [good, broken] = [makeInstance(), makeInstance()];
      cleanup.study(good.facts.studyInstanceUID);
      cleanup.study(broken.facts.studyInstanceUID);
      const { status, stored, failed } = await storeAsModality(web, [corrupt(broken), good.bytes]);
      expect({ status, failed }, 'what STOW-RS answered').toEqual({ status: 400, failed: [] });
      expect(
        stored.map(({ sopInstanceUID }) => sopInstanceUID),
        'the instances listed as stored (0008,1199)',
      ).toEqual([good.facts.sopInstanceUID]);
      expect((await retrieveInstance(web, good.facts)).facts, 'the good one, retrieved').toEqual(good.facts);
      expect(await lookup(web, broken.facts.sopInstanceUID), 'what is there of the corrupt one').toEqual([]);
    },
  );
}
