import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

test.use({ requires: ['postgres'] });

test(
  'what one replica was sent, every other finds and returns byte for byte',
  { tag: ['@core'] },
  async ({ openReplicas, cleanup }) => {
    const replicas = await openReplicas(2);
    for (const writer of replicas) {
      const { studyInstanceUID, instances } = makeStudy();
      const [{ bytes, facts }] = instances;
      cleanup.study(studyInstanceUID);
      await storeAsModality(writer.http, [bytes]);
      for (const reader of replicas.filter((one) => one !== writer)) {
        const across = `sent to ${writer.name}, asked of ${reader.name}`;
        const found = await lookup(reader.http, facts.sopInstanceUID);
        expect(
          found.map(({ Type }) => Type),
          `what is known by SOP Instance UID ${facts.sopInstanceUID}, ${across}. Next: are both on one database?`,
        ).toEqual(['Instance']);
        const retrieved = await retrieveInstance(reader.http, facts);
        expect(retrieved.facts, `the instance ${across}`).toEqual(facts);
      }
    }
  },
);
