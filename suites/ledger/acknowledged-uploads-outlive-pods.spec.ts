import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { expect, test } from '../../fixtures/test.ts';
import { newUID, SeriesInstanceUID, StudyInstanceUID } from '../../helpers/dicom/identifiers.ts';
import { store as stow } from '../../helpers/dicomweb/stow.ts';
import { describeOutcome } from '../../helpers/dimse/outcome.ts';
import { store as cstore } from '../../helpers/dimse/store.ts';
import { replacePods } from '../../helpers/kube/replace-pods.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { reconcile, uploadUntil, type Upload } from '../../helpers/ledger/journal.ts';
import { byFind, bySql, byWado } from '../../helpers/ledger/witnesses.ts';
import { explain, InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

test.use({ requires: ['postgres', 'dicom-tls'] });

/** Fewer prove little: each way acknowledges several a second while a pod is there. */
const enough = 10;

test(
  'of the uploads that were acknowledged while all pods of Orthanc were replaced, none is lost',
  { tag: ['@core', '@disruptive'] },
  async ({ callers, cleanup, cluster, database, inCluster, openReplicas, tenant, web }, info) => {
    test.setTimeout(2 * timeouts.rollout);
    const studyInstanceUID = StudyInstanceUID.parse(newUID());
    const seriesInstanceUID = SeriesInstanceUID.parse(newUID());
    const common = {
      studyInstanceUID,
      seriesInstanceUID,
      patientID: `KORTHWEB-${studyInstanceUID.slice(-12)}`,
    };
    const caller = callers.as(unknownTitle());
    const known = callers.known();
    cleanup.study(studyInstanceUID);
    const upload: Upload = async (way) => {
      const instance = makeInstance(common);
      const { facts, bytes } = instance;
      const entry = { way, facts };
      if (way === 'C-STORE') {
        const outcome = await cstore(caller, instance);
        return { entry, refusal: outcome.kind === 'success' ? undefined : describeOutcome(outcome) };
      }
      try {
        const { status, stored } = await stow(web, [bytes]);
        const listed = stored.some(({ sopInstanceUID }) => sopInstanceUID === facts.sopInstanceUID);
        return { entry, refusal: status === 200 && listed ? undefined : `HTTP ${status}` };
      } catch (error) {
        return { entry, refusal: explain(error) };
      }
    };

    const stop = new AbortController();
    let soFar = 0;
    const counted: Upload = async (way) => {
      const result = await upload(way);
      if (result.refusal === undefined) soFar += 1;
      return result;
    };
    const uploading = uploadUntil(stop.signal, ['STOW-RS', 'C-STORE'], counted);
    try {
      // While nobody is away: a busy machine takes its time, and uploads must be under way when the pods go.
      await eventually(
        () => {
          if (soFar < enough) throw new Error(`${soFar} so far`);
        },
        { what: `${enough} uploads to be acknowledged`, timeout: 'transfer' },
      ).catch(() => undefined);
      await replacePods(cluster, orthancWorkload({ tenant }), tenant.orthanc.podSelector);
    } finally {
      stop.abort();
    }
    const journal = await uploading;
    await info.attach('journal', { body: JSON.stringify(journal, null, 2), contentType: 'application/json' });
    const { acknowledged, refused } = journal;
    if (acknowledged.length < enough)
      throw new InconclusiveError(
        `Expected at least ${enough} acknowledged uploads to look for, got ${acknowledged.length}; ${refused.length} were not acknowledged, the last: ${refused.at(-1)}`,
      );

    await using tunnels = new AsyncDisposableStack();
    const witnesses = [bySql(tenant.database.database, database)];
    for (const { name, address, http } of await openReplicas()) {
      const target = { host: address, port: tenant.orthanc.dicomPort };
      const { host, port } = tunnels.use(await inCluster.tunnel(target));
      witnesses.push(byWado(name, http), byFind(name, { ...known, host, port }));
    }
    const differences = await reconcile(journal, witnesses);
    expect(
      differences.slice(0, 5),
      `what is missing or altered of ${acknowledged.length} acknowledged uploads (${differences.length} findings of ${witnesses.length} witnesses, the first five here; ${refused.length} uploads were not acknowledged)`,
    ).toEqual([]);
  },
);
