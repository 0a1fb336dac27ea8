import { expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';

test(
  'QIDO-RS pages by limit and offset: every instance once, and nothing beyond the last',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload({ instances: 5, rows: 8, columns: 8 });
    const page = async (offset: number): Promise<string[]> =>
      (await searchInstances(web, { studyInstanceUID }, { limit: 2, offset })).map(
        (one) => string(one, '00080018') ?? '',
      );
    const pages = [await page(0), await page(2), await page(4), await page(6)];
    expect(
      pages.map((one) => one.length),
      'instances on the pages of 2 at offsets 0, 2, 4 and 6',
    ).toEqual([2, 2, 1, 0]);
    expect(pages.flat().toSorted(), 'SOP Instance UIDs on all pages').toEqual(
      instances.map(({ facts }) => facts.sopInstanceUID as string).toSorted(),
    );
  },
);
