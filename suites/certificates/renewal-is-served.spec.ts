import { exercises, expect, test } from '../../fixtures/test.ts';
import { openHttp } from '../../helpers/http/client.ts';
import { renew } from '../../helpers/kube/cert-manager.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';
import { handshake } from '../../helpers/tls/handshake.ts';

test.use({ requires: ['cert-manager', 'istio'] });
test.setTimeout(2 * timeouts.configurationEffective);

test(
  'a renewed certificate is served for HTTPS and DICOM in time, without a failed request meanwhile',
  { tag: ['@core', '@disruptive'], annotation: exercises('Certificate/orthweb-cert') },
  async ({ cluster, tenant, tlsEntries, web }) => {
    const managed = tenant.managedCertificates.find(
      ({ secret }) => secret === tenant.certificates.web.secret,
    );
    if (!managed) throw new InconclusiveError('No Certificate of cert-manager keeps what is served');
    const serials = async (): Promise<Record<'web' | 'dicom', string>> => {
      const serial = async ({ target, options }: (typeof tlsEntries)['web']): Promise<string> => {
        const outcome = await handshake(target, options);
        if (outcome.kind !== 'connected') throw new Error(`the handshake is ${outcome.kind}`);
        return outcome.chain[0]?.serial ?? '';
      };
      return { web: await serial(tlsEntries.web), dicom: await serial(tlsEntries.dicom) };
    };
    const before = await serials();
    const statuses = new Map<number, number>();
    const over = new AbortController();
    const stream = (async () => {
      while (!over.signal.aborted) {
        // A connection of its own for each: one that is there already shakes hands no more.
        await using fresh = openHttp(web.target);
        const { status } = await fresh.request({ path: '/system' });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    })();
    try {
      await renew(cluster, managed);
      await eventually(
        async () => {
          const now = await serials();
          if (now.web === before.web || now.dicom === before.dicom)
            throw new Error(`HTTPS still serves ${now.web}, DICOM ${now.dicom}`);
        },
        { what: 'the renewed certificate to be served', timeout: 'configurationEffective', every: 500 },
      );
    } finally {
      over.abort();
      await stream;
    }
    expect(Object.fromEntries(statuses), 'requests by their status, while it was renewed').toEqual({
      200: statuses.get(200),
    });
    expect(statuses.get(200), 'requests that were answered meanwhile').toBeGreaterThan(0);
  },
);
