import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { renameUIDs, type RenamedFile } from '../../helpers/dicom/rename-uids.ts';
import { sha256 } from '../../helpers/dicom/sha256.ts';
import { personName } from '../../helpers/dicomweb/dicom-json.ts';
import { parseMultipart } from '../../helpers/dicomweb/multipart.ts';
import { resourcePath } from '../../helpers/dicomweb/paths.ts';
import { searchStudies } from '../../helpers/dicomweb/qido.ts';
import type { HttpClient } from '../../helpers/http/client.ts';
import { header } from '../../helpers/http/response.ts';

/** Files of pydicom's tests, with the patient names that their descriptions give; none is of a real person. */
const files: Readonly<Record<string, string>> = {
  'test_files/CT_small.dcm': 'CompressedSamples^CT1',
  'test_files/MR_small.dcm': 'CompressedSamples^MR1',
  'test_files/MR_small_implicit.dcm': 'CompressedSamples^MR1',
  'test_files/MR_small_RLE.dcm': 'CompressedSamples^MR1',
  'test_files/MR_small_jp2klossless.dcm': 'CompressedSamples^MR1',
  'test_files/MR_small_jpeg_ls_lossless.dcm': 'CompressedSamples^MR1',
  'test_files/MR_small_bigendian.dcm': 'CompressedSamples^MR1',
  'test_files/MR_small_padded.dcm': 'CompressedSamples^MR1',
  'test_files/JPEG2000.dcm': 'CompressedSamples^NM1',
  'test_files/JPEG-lossy.dcm': 'CompressedSamples^NM1',
  'test_files/SC_rgb_rle_2frame.dcm': 'Lestrade^G',
  'test_files/SC_rgb_rle_32bit_2frame.dcm': 'Lestrade^G',
  'test_files/SC_rgb_small_odd.dcm': 'Lestrade^G',
  'test_files/test-SR.dcm': 'Test^S R',
  'test_files/waveform_ecg.dcm': 'Anonymous',
  'charset_files/chrArab.dcm': 'قباني^لنزار',
  'charset_files/chrFren.dcm': 'Buc^Jérôme',
  'charset_files/chrGerm.dcm': 'Äneas^Rüdiger',
  'charset_files/chrGreek.dcm': 'Διονυσιος',
  'charset_files/chrH31.dcm': 'Yamada^Tarou=山田^太郎=やまだ^たろう',
  'charset_files/chrHbrw.dcm': 'שרון^דבורה',
  'charset_files/chrI2.dcm': 'Hong^Gildong=洪^吉洞=홍^길동',
  'charset_files/chrKoreanMulti.dcm': '김희중',
  'charset_files/chrRuss.dcm': 'Люкceмбypг',
  'charset_files/chrX1.dcm': 'Wang^XiaoDong=王^小東',
  'charset_files/chrX2.dcm': 'Wang^XiaoDong=王^小东',
};

test(
  'files of real modalities and codecs come back byte for byte, with their names in every script',
  { tag: ['@extended'] },
  async ({ web, cleanup, sampleFiles }) => {
    const outcomes: Record<string, string> = {};
    for (const path of Object.keys(files)) {
      const file = renameUIDs(await sampleFiles(path));
      cleanup.study(file.studyInstanceUID);
      outcomes[path] = await roundTrip(web, file);
    }
    const expected = Object.entries(files).map(([path, name]) => [path, `identical, ${name}`]);
    expect(outcomes, 'what came back of each file, and the name by QIDO-RS').toEqual(
      Object.fromEntries(expected),
    );
  },
);

async function roundTrip(web: HttpClient, file: RenamedFile): Promise<string> {
  const { status, stored } = await storeAsModality(web, [file.bytes]);
  if (status !== 200 || stored.length !== 1) return `STOW-RS: ${status}, ${stored.length} stored`;
  const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
  const response = await web.request({ path: resourcePath(file), headers: { accept } });
  if (response.status !== 200) return `WADO-RS: ${response.status}`;
  const parts = parseMultipart(response.body, header(response, 'content-type') ?? '');
  const isIdentical = parts.map(({ body }) => sha256(body)).join() === sha256(file.bytes);
  const [found = {}] = await searchStudies(web, { StudyInstanceUID: file.studyInstanceUID });
  return `${isIdentical ? 'identical' : 'other bytes'}, ${personName(found, '00100010') ?? '(no name)'}`;
}
