import { expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';

test(
  'DELETE on DICOMweb is 405, and what it asked to delete is still there',
  { tag: ['@core'] },
  async ({ web, upload, denial }) => {
    const { studyInstanceUID, instances } = await upload();
    const [{ facts }] = instances;
    const path = `/dicom-web/studies/${studyInstanceUID}`;
    await denial({
      what: `DELETE ${path}`,
      attempt: () => web.request({ method: 'DELETE', path }),
      expect: httpRefusal(405),
      controls: [
        {
          what: 'WADO-RS of the same study, whole',
          attempt: async () => expect((await retrieveInstance(web, facts)).facts).toEqual(facts),
        },
      ],
    });
  },
);
