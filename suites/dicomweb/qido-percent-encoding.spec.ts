import { expect, knownDeviation, test } from '../../fixtures/test.ts';

/** Values as they must be encoded in a query, beside wildcards that match the same (RFC 3986 §2.1). */
const cases = [
  ['space', 'StudyDescription=Korthweb%20conformance', 'StudyDescription=Korthweb?conformance'],
  ['caret', 'PatientName=%C3%84neas%5ER%C3%BCdiger', 'PatientName=*neas^R*diger'],
] as const;

for (const [label, encoded, wildcard] of cases) {
  test(
    `QIDO-RS finds nothing by a value that is percent-encoded [${label}]`,
    {
      tag: ['@extended'],
      annotation: knownDeviation({
        asks: 'for values to be decoded (PS3.18 §8.1, RFC 3986 §2.1)',
        does: 'compares them as they are written: names with accents or spaces are found by wildcards only',
      }),
    },
    async ({ web, upload }) => {
      const { studyInstanceUID } = await upload({ patientName: 'Äneas^Rüdiger' });
      const search = async (filter: string): Promise<unknown> => {
        const path = `/dicom-web/studies?StudyInstanceUID=${studyInstanceUID}&${filter}`;
        const { body } = await web.request({ path, headers: { accept: 'application/dicom+json' } });
        return JSON.parse(body.toString('utf8'));
      };
      expect(await search(wildcard), `studies found by ${wildcard}`).toHaveLength(1);
      expect(await search(encoded), `studies found by ${encoded}`).toEqual([]);
    },
  );
}
