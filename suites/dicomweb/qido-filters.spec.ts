import type { MadeStudy } from '../../fixtures/data/make-study.ts';
import { expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchStudies, type QidoParameters } from '../../helpers/dicomweb/qido.ts';

type Filter = (study: MadeStudy) => QidoParameters;

const accession = ({ instances: [{ facts }] }: MadeStudy): string => `A${facts.sopInstanceUID.slice(-12)}`;

/** Filters that match the study, beside one that is alike and must not. PS3.18 §8.3.4.1. */
const filters: readonly (readonly [label: string, matches: Filter, misses: Filter])[] = [
  ['by patient ID', ({ patientID }) => ({ PatientID: patientID }), () => ({ PatientID: 'KORTHWEB-0' })],
  ['by tag', ({ patientID }) => ({ '00100020': patientID }), () => ({ '00100020': 'KORTHWEB-0' })],
  [
    'by wildcard in the patient name',
    ({ patientName }) => ({ PatientName: `${patientName.slice(0, -2)}*` }),
    ({ patientName }) => ({ PatientName: `${patientName.slice(0, -2)}*X` }),
  ],
  [
    'by accession number',
    (study) => ({ AccessionNumber: accession(study) }),
    (study) => ({ AccessionNumber: `${accession(study)}1` }),
  ],
  ['by date range', () => ({ StudyDate: '20191231-20200102' }), () => ({ StudyDate: '20200102-20200103' })],
  ['by modality in study', () => ({ ModalitiesInStudy: 'OT' }), () => ({ ModalitiesInStudy: 'CT' })],
  [
    'by one of several UIDs',
    ({ studyInstanceUID }) => ({ StudyInstanceUID: `1.2.3,${studyInstanceUID}` }),
    () => ({ StudyInstanceUID: '1.2.3,1.2.4' }),
  ],
];

test('QIDO-RS filters by every kind of key', { tag: ['@core'] }, async ({ web, upload }) => {
  const study = await upload();
  // The study's own UID keeps what others have stored out of the way.
  const own = { StudyInstanceUID: study.studyInstanceUID };
  for (const [label, matches, misses] of filters) {
    const found = await searchStudies(web, { ...own, ...matches(study) });
    const [matching, missing] = [matches(study), misses(study)].map((one) => JSON.stringify(one));
    expect(
      found.map((one) => string(one, '0020000D')),
      `studies found ${label}: ${matching}`,
    ).toEqual([study.studyInstanceUID]);
    const others = await searchStudies(web, { ...own, ...misses(study) });
    expect(others, `studies found ${label} that should match none: ${missing}`).toEqual([]);
  }
});
