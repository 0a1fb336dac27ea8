import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';

const limit = 2;

const deviation = knownDeviation({
  asks: 'for one order as long as the matches are the same (PS3.18 §8.3.4.4.1)',
  does: 'takes the order of the plan that PostgreSQL makes for the limit at that moment: pages may repeat one match and lack another',
});

test(
  'QIDO-RS pages by limit and offset: each page is that part of the whole answer, and nothing is beyond the last',
  { tag: ['@core'] },
  async ({ web, upload }, info) => {
    const { studyInstanceUID, instances } = await upload({ instances: 5, rows: 8, columns: 8 });
    const search = async (page?: { readonly limit: number; readonly offset: number }): Promise<string[]> =>
      (await searchInstances(web, { studyInstanceUID }, page)).map((one) => string(one, '00080018') ?? '');
    const whole: string[][] = [];
    // What order a page is cut from is seen, not supposed: a limit may change it even where it leaves nothing out.
    const look = async (): Promise<void> => {
      whole.push(await search(), await search({ limit: instances.length, offset: 0 }));
    };
    await look();
    for (const offset of [0, 2, 4, 6]) {
      const page = await search({ limit, offset });
      await look();
      expect(
        distinct(whole.map((order) => order.slice(offset, offset + limit))),
        `SOP Instance UIDs at offset ${offset} of the whole answer, beside the page that was asked for`,
      ).toContainEqual(page);
    }
    const stored = instances.map(({ facts }) => facts.sopInstanceUID as string).toSorted();
    for (const order of whole)
      expect(order.toSorted(), 'SOP Instance UIDs of the whole answer').toEqual(stored);
    if (distinct(whole).length > 1) info.annotations.push(deviation);
  },
);

/** Lists of UIDs, each once. */
const distinct = (lists: readonly (readonly string[])[]): readonly (readonly string[])[] => [
  ...new Map(lists.map((list) => [list.join(), list])).values(),
];
