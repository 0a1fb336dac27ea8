import { expect, test } from '../../fixtures/test.ts';
import { retrieve } from '../../helpers/dicomweb/wado.ts';

test(
  'WADO-RS returns a whole study and a whole series, every file byte for byte and nothing else',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload({ series: 2, instances: 2 });
    const { seriesInstanceUID } = instances[0].facts;
    const inSeries = instances.filter(({ facts }) => facts.seriesInstanceUID === seriesInstanceUID);

    for (const [what, uids, sent] of [
      ['study', { studyInstanceUID }, instances],
      ['series', { studyInstanceUID, seriesInstanceUID }, inSeries],
    ] as const) {
      const hashes = (await retrieve(web, uids)).map(({ facts }) => facts.fileSha256);
      expect(hashes.toSorted(), `SHA-256 of the files that WADO-RS returns for the ${what}`).toEqual(
        sent.map(({ facts }) => facts.fileSha256).toSorted(),
      );
    }
  },
);
