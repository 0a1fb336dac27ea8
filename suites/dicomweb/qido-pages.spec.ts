import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';

const limit = 2;

const deviation = knownDeviation({
  asks: 'that the same search be answered in the same order as long as its matches are the same (PS3.18 §8.3.4.4.1)',
  does: 'takes the order that PostgreSQL happens to plan, which changed between two pages: they may repeat one match and lack another',
});

test(
  'QIDO-RS pages by limit and offset: each page is that part of the whole answer, and nothing is beyond the last',
  { tag: ['@core'] },
  async ({ web, upload }, info) => {
    const { studyInstanceUID, instances } = await upload({ instances: 5, rows: 8, columns: 8 });
    const search = async (page?: { readonly limit: number; readonly offset: number }): Promise<string[]> =>
      (await searchInstances(web, { studyInstanceUID }, page)).map((one) => string(one, '00080018') ?? '');
    // The whole answer is asked for before and after each page: what order a page is cut from is seen, not supposed.
    const whole = [await search()];
    for (const offset of [0, 2, 4, 6]) {
      const page = await search({ limit, offset });
      const [before, after] = [whole.at(-1) ?? [], await search()];
      whole.push(after);
      expect(
        [before, after].map((order) => order.slice(offset, offset + limit)),
        `SOP Instance UIDs at offset ${offset} of the whole answer, before or after the page was asked for`,
      ).toContainEqual(page);
    }
    const stored = instances.map(({ facts }) => facts.sopInstanceUID as string).toSorted();
    for (const order of whole)
      expect(order.toSorted(), 'SOP Instance UIDs of the whole answer').toEqual(stored);
    if (new Set(whole.map((order) => order.join())).size > 1) info.annotations.push(deviation);
  },
);
