import { knownDeviation } from '../../fixtures/known-deviation.ts';
import { expect, test } from '../../fixtures/test.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';
import { storePatiently } from '../../helpers/dicomweb/stow.ts';
import { retrieve } from '../../helpers/dicomweb/wado.ts';

test(
  'the same instance stored twice, also in one request, is one instance',
  { tag: ['@core'] },
  async ({ web, upload }, info) => {
    const { studyInstanceUID, instances } = await upload();
    const [{ bytes, facts }] = instances;
    const { status, failed, attempts } = await storePatiently(web, [bytes, bytes]);
    if (attempts > 1) {
      const asks = 'for a valid instance to be stored';
      const does = `gives up a transaction that collides with another replica's: it was sent ${attempts} times`;
      info.annotations.push(knownDeviation({ asks, does }));
    }
    expect({ status, failed }, 'what STOW-RS answered').toEqual({ status: 200, failed: [] });
    expect(await searchInstances(web, { studyInstanceUID }), 'instances that QIDO-RS finds').toHaveLength(1);
    const retrieved = (await retrieve(web, { studyInstanceUID })).map((one) => one.facts);
    expect(retrieved, 'what WADO-RS returns for the study').toEqual([facts]);
  },
);
