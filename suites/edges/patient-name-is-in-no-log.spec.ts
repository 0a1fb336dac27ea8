import { expect, test } from '../../fixtures/test.ts';
import { newUID } from '../../helpers/dicom/identifiers.ts';
import { resourcePath } from '../../helpers/dicomweb/paths.ts';
import { StudyInstanceUID } from '../../helpers/dicom/identifiers.ts';
import type { HttpClient } from '../../helpers/http/client.ts';
import { webLogs } from '../../helpers/kube/access-logs.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';

/** So many of each request that every replica gets some of them. */
const each = 6;

const repeat = (web: HttpClient, path: string): Promise<unknown> =>
  Promise.all(Array.from({ length: each }, () => web.request({ path })));

test(
  'a patient name that was searched for is in no log of ingress and Orthanc, where a harmless UID is',
  { tag: ['@core'] },
  async ({ web, cluster, tenant }) => {
    const started = performance.now();
    const studyInstanceUID = StudyInstanceUID.parse(newUID());
    const surname = `Secret${studyInstanceUID.slice(-12)}`;
    const searches = [`PatientName=${surname}*`, `PatientName=${surname}&limit=none`, `00100010=${surname}`];
    for (const query of searches) await repeat(web, `/dicom-web/studies?${query}`);

    const logs = await eventually(
      async () => {
        // A study that is not there: the ingress logs the path, and Orthanc that it does not know it.
        await repeat(web, resourcePath({ studyInstanceUID }));
        const read = await webLogs(cluster, tenant, Math.ceil((performance.now() - started) / 1000) + 5);
        const without = read.filter(({ text }) => !text.includes(studyInstanceUID)).map(({ pod }) => pod);
        if (without.length > 0) throw new Error(`not in the log of ${without.join(', ')}`);
        return read;
      },
      { what: `study ${studyInstanceUID}, which was asked for, in every log`, timeout: 'visible' },
    ).catch((cause: unknown) => {
      throw new InconclusiveError('The logs do not show what was requested', { cause });
    });

    const around = new RegExp(`.{0,60}${surname}.{0,20}`, 'g');
    const lines = logs.flatMap(({ pod, text }) =>
      (text.match(around) ?? []).map((part) => `${pod}: …${part}…`),
    );
    const next = 'Next: have the access log drop query strings (Traefik: accesslog.fields.queryparameters)';
    expect(
      lines,
      `what the logs hold of the patient name "${surname}" of ${searches.join(', ')}. ${next}`,
    ).toEqual([]);
  },
);
