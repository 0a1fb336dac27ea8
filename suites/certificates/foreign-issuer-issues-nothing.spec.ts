import { expect, test } from '../../fixtures/test.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { caClusterIssuers, notIssued, readCertManagerCertificate } from '../../helpers/kube/cert-manager.ts';
import {
  certificateRequests,
  decide,
  type CertificateRequest,
} from '../../helpers/kube/certificate-requests.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { createRunNamespace } from '../../helpers/kube/run-namespace.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { parseCertificate, parseCertificates } from '../../helpers/tls/certificates.ts';
import { verifyChain } from '../../helpers/tls/verify-chain.ts';

test.use({ requires: ['cert-manager'] });

test(
  "another namespace gets nothing from the issuer of a tenant's namespace, nor from anybody with the tenant's CA",
  { tag: ['@core'] },
  async ({ approach, ca, cluster, deployment: { run }, tenant: { managedCertificates } }) => {
    const issuer = managedCertificates.map((one) => one.issuer).find(({ kind }) => kind === 'Issuer');
    if (!issuer) throw new InconclusiveError('The approach has no Issuer of a namespace');
    const namespace = await createRunNamespace(cluster, run);
    const id = crypto.randomUUID().slice(0, 8);
    const own = `own-${id}`;
    const certificate = (name: string, issuerRef: { readonly kind: string; readonly name: string }) => ({
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
    const clusterIssuers = await caClusterIssuers(cluster);
    const asked = [
      { kind: 'Issuer', name: issuer.name },
      ...clusterIssuers.map(({ metadata: { name } }) => ({ kind: 'ClusterIssuer', name })),
    ].map((ref, index) => ({ ...ref, certificate: `foreign-${id}-${index}` }));
    for (const { certificate: name, ...ref } of asked) await apply(cluster, certificate(name, ref));
    // Where nobody approves, no issuer issues anything.
    const approve = async (): Promise<void> => {
      if (approach.features.includes('certificate-approval')) await approveAll(cluster, namespace, id);
    };
    // The control: what the namespace's own issuer is asked for comes, so the others have had their time too.
    await eventually(
      async () => {
        await approve();
        const amiss = notIssued(await readCertManagerCertificate(cluster, { namespace, name: own }));
        if (amiss.length > 0) throw new Error(amiss.join('; '));
      },
      { what: `Certificate ${own} of the namespace's own issuer`, timeout: 'configurationEffective' },
    ).catch((cause: unknown) => {
      throw new InconclusiveError("The namespace's own issuer issues nothing either", { cause });
    });
    const answers = await eventually(
      async () => {
        await approve();
        const requests = await certificateRequests(cluster, namespace);
        return asked.map(({ kind, name, certificate: wanted }) => {
          const found = requests.find((one) => one.certificate === wanted);
          if (!found?.ready) throw new Error(`nothing has come of the request to ${kind} ${name} yet`);
          return { who: `${kind} ${name}`, found };
        });
      },
      { what: 'an answer to every request', timeout: 'visible' },
    ).catch((cause: unknown) => {
      throw new InconclusiveError('Not every request has been looked at', { cause });
    });
    expect(
      answers[0]?.found,
      `what came of the request to ${issuer.name}, which ${namespace} has not`,
    ).toMatchObject({ issued: undefined, ready: expect.stringMatching(/^False: .*not found/) });
    expect(
      answers.filter(({ found }) => isVouchedFor(found, ca)).map(({ who }) => who),
      `who gives ${namespace} certificates that the clients of the tenant trust. Next: keep the tenant's CA in an Issuer of its own namespace`,
    ).toEqual([]);
  },
);

/** Approves the requests of this check that nobody has decided on. */
async function approveAll(cluster: Cluster, namespace: string, id: string): Promise<void> {
  const requests = await certificateRequests(cluster, namespace);
  const open = requests.filter(
    ({ certificate, approved, denied }) => certificate?.includes(id) && !approved && !denied,
  );
  await Promise.all(open.map(({ name }) => decide(cluster, { namespace, name }, 'Approved')));
}

/** True for a request that was answered with a certificate whose signatures lead to the CA. */
function isVouchedFor({ issued }: CertificateRequest, ca: string): boolean {
  if (issued === undefined) return false;
  const problems = verifyChain(parseCertificates(issued), parseCertificate(ca));
  return !problems.some(({ kind }) => kind === 'no-issuer' || kind === 'bad-signature');
}
