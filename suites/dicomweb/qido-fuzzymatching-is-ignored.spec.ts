import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { header } from '../../helpers/http/response.ts';

test(
  'QIDO-RS with fuzzymatching matches literally, as without',
  {
    tag: ['@extended'],
    annotation: knownDeviation({
      asks: 'for the header `Warning: 299 … Only literal matching has been performed` (PS3.18 §8.3.4.2)',
      does: 'ignores `fuzzymatching` without a word',
    }),
  },
  async ({ web, upload }) => {
    const { studyInstanceUID, patientName } = await upload();
    const search = async (name: string): Promise<{ count: number; warning: string | undefined }> => {
      const query = `StudyInstanceUID=${studyInstanceUID}&PatientName=${name}&fuzzymatching=true`;
      const response = await web.request({
        path: `/dicom-web/studies?${query}`,
        headers: { accept: 'application/dicom+json' },
      });
      const found: unknown = JSON.parse(response.body.toString('utf8'));
      return { count: Array.isArray(found) ? found.length : -1, warning: header(response, 'warning') };
    };
    expect(await search(patientName), 'the name as it is').toEqual({ count: 1, warning: undefined });
    const misspelt = patientName.replace('Nobody', 'Nobuddy');
    expect(await search(misspelt), 'a name that only sounds alike').toEqual({ count: 0, warning: undefined });
  },
);
