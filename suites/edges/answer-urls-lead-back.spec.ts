import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances, searchSeries, searchStudies } from '../../helpers/dicomweb/qido.ts';
import { retrieveMetadata } from '../../helpers/dicomweb/wado.ts';
import type { HttpClient } from '../../helpers/http/client.ts';

/** Uploads a study and gathers every URL that the answers about it hold, by where it is said. */
async function urlsOfAnswers(
  web: HttpClient,
  { studyInstanceUID, instances: [{ bytes, facts }] }: ReturnType<typeof makeStudy>,
): Promise<Record<string, string | undefined>> {
  const stored = await storeAsModality(web, [bytes]);
  const [study] = await searchStudies(web, { StudyInstanceUID: studyInstanceUID });
  const [series] = await searchSeries(web, { studyInstanceUID });
  const [instance] = await searchInstances(web, { studyInstanceUID });
  const [metadata] = await retrieveMetadata(web, facts);
  return {
    'STOW-RS, the study (0008,1190)': stored.retrieveURL,
    'STOW-RS, the instance (0008,1190)': stored.stored[0]?.retrieveURL,
    'QIDO-RS, a study (0008,1190)': string(study ?? {}, '00081190'),
    'QIDO-RS, a series (0008,1190)': string(series ?? {}, '00081190'),
    'QIDO-RS, an instance (0008,1190)': string(instance ?? {}, '00081190'),
    'metadata, BulkDataURI of Pixel Data (7FE0,0010)': metadata?.['7FE00010']?.BulkDataURI,
  };
}

test(
  'every URL in an answer leads back over the public HTTPS address',
  { tag: ['@core'] },
  async ({ web, tenant, cleanup }) => {
    const study = makeStudy();
    cleanup.study(study.studyInstanceUID);
    const urls = await urlsOfAnswers(web, study);
    const { host, port } = tenant.web;
    const origin = new URL(`https://${host}:${port}`).origin;
    const origins = Object.entries(urls).map(([where, url]) => [where, url && new URL(url).origin]);
    const expected = Object.keys(urls).map((where) => [where, origin]);
    const next = 'Next: look at `Ssl`, `Host` and `PublicRoot` under `DicomWeb` in Orthanc’s configuration';
    expect(Object.fromEntries(origins), `where the URLs lead. ${next}`).toEqual(Object.fromEntries(expected));

    for (const [where, url = ''] of Object.entries(urls)) {
      const { pathname, search } = new URL(url);
      const response = await web.request({ path: `${pathname}${search}` });
      expect(response.status, `the status of ${url}, from ${where}`).toBe(200);
    }
  },
);
