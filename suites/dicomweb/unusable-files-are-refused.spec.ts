import { expect, test } from '../../fixtures/test.ts';
import { store } from '../../helpers/dicomweb/stow.ts';

/** Files of pydicom's tests that Orthanc refuses, and rightly so: why. */
const files: Readonly<Record<string, string>> = {
  'charset_files/chrSQEncoding.dcm': 'has no UIDs',
  'test_files/JPEGLSNearLossless_08.dcm': 'has no Study Instance UID',
  'test_files/UN_sequence.dcm': 'has no UIDs',
  'test_files/priv_SQ.dcm': 'has no UIDs',
  'test_files/no_meta_group_length.dcm': 'has no UIDs',
  'test_files/no_meta.dcm': 'has neither preamble nor File Meta Information (PS3.10 §7.1)',
  'test_files/meta_missing_tsyntax.dcm': 'does not say its transfer syntax',
  'test_files/MR_truncated.dcm': 'ends within its Pixel Data',
  'test_files/rtplan_truncated.dcm': 'ends within a sequence',
};

test(
  'files that are cut short, or say too little of themselves, are refused with 400 and not listed as stored',
  { tag: ['@extended'] },
  async ({ web, sampleFiles }) => {
    const outcomes: Record<string, string> = {};
    for (const path of Object.keys(files)) {
      const { status, stored } = await store(web, [await sampleFiles(path)]);
      outcomes[path] = `${status}, ${stored.length} stored`;
    }
    const expected = Object.keys(files).map((path) => [path, '400, 0 stored']);
    const why = Object.entries(files).map(([path, reason]) => `${path} ${reason}`);
    expect(outcomes, `what STOW-RS answered; ${why.join('; ')}`).toEqual(Object.fromEntries(expected));
  },
);
