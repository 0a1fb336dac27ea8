import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { expect, test } from '../../fixtures/test.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { store as storeByDimse } from '../../helpers/dimse/store.ts';
import { store } from '../../helpers/dicomweb/stow.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { countedByGateways, scrapedFromGateways, type Counter } from '../../helpers/prometheus/proxies.ts';

test.use({ requires: ['prometheus', 'istio'] });

/** Enough to be told from one that was lost or counted twice. */
const batch = 7;

const operations = [
  ['STOW', 'requests'],
  ['QIDO', 'requests'],
  ['WADO', 'requests'],
  ['C-STORE', 'connections'],
] as const satisfies readonly (readonly [string, Counter])[];

for (const [operation, counter] of operations) {
  test(
    `${batch} × ${operation} move the gateway's counter by just that many [${operation}]`,
    { tag: ['@core', '@exclusive'] },
    async ({ callers, cleanup, cluster, mesh, prometheus, tenant, upload, web }) => {
      const { studyInstanceUID } = await upload();
      const once = {
        STOW: async () => {
          const { bytes, facts } = makeInstance();
          cleanup.study(facts.studyInstanceUID);
          expect((await store(web, [bytes])).status, 'the status of STOW-RS').toBe(200);
        },
        QIDO: async () => {
          const path = `/dicom-web/studies?StudyInstanceUID=${studyInstanceUID}`;
          return expectStatus(await web.request({ path }), 200);
        },
        WADO: async () => {
          const path = `/dicom-web/studies/${studyInstanceUID}`;
          return expectStatus(await web.request({ path, timeout: 'transfer' }), 200);
        },
        'C-STORE': async () => {
          const instance = makeInstance();
          cleanup.study(instance.facts.studyInstanceUID);
          requireSuccess('C-STORE', await storeByDimse(callers.as(unknownTitle()), instance));
        },
      }[operation];
      // What was sent before has not been scraped yet, and the gateway knows of it.
      const before = await countedByGateways(cluster, tenant, mesh, counter);
      for (let count = 0; count < batch; count += 1) await once();
      const scraped = await eventually(
        async () => {
          const value = await scrapedFromGateways(prometheus, tenant, mesh, counter);
          if (value === undefined) throw new Error(`no series counts ${counter} to Orthanc`);
          if (value - before < batch) throw new Error(`it has moved by ${value - before}`);
          return value - before;
        },
        { what: `the scraped counter to move by ${batch}`, timeout: 'scraped', every: 500 },
      ).catch(explain);
      expect(
        scraped,
        `${counter} to Orthanc that Prometheus has of the gateway's statistics of Envoy, after ${batch} × ${operation}`,
      ).toBe(batch);
    },
  );
}
