import { z } from 'zod';
import { makeStudy } from '../../fixtures/data/make-study.ts';
import { expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';
import { store } from '../../helpers/dicomweb/stow.ts';

test.use({ requires: ['postgres'] });

const StudyRow = z.object({ studies: z.coerce.number() });
// (0020,000D); resource type 1 is a study.
const countStudies = `
  SELECT count(*) AS studies FROM dicomidentifiers d JOIN resources r ON r.internalid = d.id
  WHERE d.taggroup = 32 AND d.tagelement = 13 AND d.value = $1 AND r.resourcetype = 1`;

test(
  'a study that all replicas are sent at the same time is one study with all its instances',
  { tag: ['@core'] },
  async ({ openReplicas, database, cleanup }) => {
    const replicas = await openReplicas(2);
    const { studyInstanceUID, instances } = makeStudy({ instances: 4, series: 2 });
    cleanup.study(studyInstanceUID);
    const answers = await Promise.all(
      instances.map(async ({ bytes }, index) => {
        const { name, http } = replicas[index % replicas.length] ?? { name: 'nobody' };
        if (!http) throw new Error('There is no replica to send to');
        const { status } = await store(http, [bytes]);
        return `${name}: ${status}`;
      }),
    );
    expect(
      answers.filter((answer) => !answer.endsWith(': 200')),
      'replicas that did not answer 200 to STOW-RS of one instance',
    ).toEqual([]);

    expect(
      await database.query(StudyRow, countStudies, [studyInstanceUID]),
      `studies in the index with Study Instance UID ${studyInstanceUID}`,
    ).toEqual([{ studies: 1 }]);
    const sent = instances.map(({ facts }) => facts.sopInstanceUID).toSorted();
    for (const { name, http } of replicas) {
      const found = await searchInstances(http, { studyInstanceUID });
      expect(
        found.map((one) => string(one, '00080018') ?? '').toSorted(),
        `the instances of the study, by ${name}`,
      ).toEqual(sent);
    }
  },
);
