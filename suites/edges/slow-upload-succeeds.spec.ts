import { makeStudy } from '../../fixtures/data/make-study.ts';
import { expect, test } from '../../fixtures/test.ts';
import { encodeMultipart } from '../../helpers/dicomweb/multipart.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { sendSlowly } from '../../helpers/http/slow-request.ts';

/** Longer than read timeouts of five seconds, such as a proxy might have for everything that it serves. */
const seconds = 7;

test(
  `a STOW-RS whose body takes ${seconds} s to arrive is stored`,
  { tag: ['@extended'] },
  async ({ web, ca, tenant, addresses, credentials, cleanup }) => {
    const { studyInstanceUID, instances } = makeStudy();
    const [{ bytes, facts }] = instances;
    cleanup.study(studyInstanceUID);
    const part = { contentType: 'application/dicom', body: bytes };
    const { contentType, body } = encodeMultipart([part], 'application/dicom');
    const { host, port } = tenant.web;
    const answer = await sendSlowly(
      { host, address: addresses.web, port, tls: { ca }, auth: credentials },
      { path: '/dicom-web/studies', contentType, body, pieces: 14, everyMs: (seconds * 1000) / 14 },
    );
    const next = 'Next: look for a read timeout of the ingress (Traefik: respondingTimeouts.readTimeout)';
    expect(answer, `the answer to a POST /dicom-web/studies over ${seconds} s. ${next}`).toMatch(
      /^HTTP\/1\.1 200 /,
    );
    const retrieved = (await retrieveInstance(web, facts)).facts;
    expect(retrieved, 'what was stored').toEqual(facts);
  },
);
