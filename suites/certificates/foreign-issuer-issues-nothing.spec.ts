import { z } from 'zod';
import { expect, test } from '../../fixtures/test.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { notIssued, readCertManagerCertificate } from '../../helpers/kube/cert-manager.ts';
import { createRunNamespace } from '../../helpers/kube/run-namespace.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';

test.use({ requires: ['cert-manager'] });

test(
  "the issuer of a tenant's namespace issues nothing to another namespace",
  { tag: ['@core'] },
  async ({ cluster, deployment: { run }, tenant: { managedCertificates } }) => {
    const issuer = managedCertificates.map((one) => one.issuer).find(({ kind }) => kind === 'Issuer');
    if (!issuer) throw new InconclusiveError('The approach has no Issuer of a namespace');
    const namespace = await createRunNamespace(cluster, run);
    const own = `own-${crypto.randomUUID().slice(0, 8)}`;
    const foreign = `foreign-${own}`;
    const certificate = (name: string, issuerRef: Readonly<Record<string, string>>) => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { namespace, name },
      spec: { secretName: name, dnsNames: [`${name}.example.org`], issuerRef },
    });
    await apply(cluster, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { namespace, name: own },
      spec: { selfSigned: {} },
    });
    await apply(cluster, certificate(own, { kind: 'Issuer', name: own }));
    await apply(cluster, certificate(foreign, { kind: 'Issuer', name: issuer.name }));
    // The control: what the namespace's own issuer is asked for comes, so the other has had its time too.
    await eventually(
      async () => {
        const amiss = notIssued(await readCertManagerCertificate(cluster, { namespace, name: own }));
        if (amiss.length > 0) throw new Error(amiss.join('; '));
      },
      { what: `Certificate ${own} of the namespace's own issuer`, timeout: 'configurationEffective' },
    ).catch((cause: unknown) => {
      throw new InconclusiveError("The namespace's own issuer issues nothing either", { cause });
    });
    const requests = await eventually(
      async () => {
        const found = await certificateRequests(foreign);
        if (found.length === 0) throw new Error('cert-manager has not asked for it yet');
        return found;
      },
      { what: `the request for Certificate ${foreign}`, timeout: 'visible' },
    );
    expect(requests, `what came of the request to ${issuer.name}, which ${namespace} has not`).toEqual([
      expect.objectContaining({ ready: 'False', message: expect.stringContaining('not found') }),
    ]);

    async function certificateRequests(name: string): Promise<{ ready: string; message: string }[]> {
      const list: unknown = await cluster.custom.listNamespacedCustomObject({
        group: 'cert-manager.io',
        version: 'v1',
        namespace,
        plural: 'certificaterequests',
      });
      return requestsOf(list, name);
    }
  },
);

const Listed = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ annotations: z.record(z.string(), z.string()).default({}) }),
      status: z
        .object({
          conditions: z
            .array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
            .default([]),
        })
        .default({ conditions: [] }),
    }),
  ),
});

function requestsOf(list: unknown, name: string): { ready: string; message: string }[] {
  return Listed.parse(list)
    .items.filter(({ metadata }) => metadata.annotations['cert-manager.io/certificate-name'] === name)
    .flatMap(({ status }) => status.conditions.filter(({ type }) => type === 'Ready'))
    .map(({ status, message }) => ({ ready: status, message }));
}
