import { expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { statusOf } from '../../helpers/kube/api-error.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { decide, readRequest, requestManifest } from '../../helpers/kube/certificate-requests.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { createRunNamespace } from '../../helpers/kube/run-namespace.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';
import { signingRequest } from '../../helpers/tls/signing-request.ts';

// Where cert-manager approves every request by itself, none can be denied.
test.use({ requires: ['cert-manager', 'certificate-approval'] });

/** The reason that cert-manager's own approver gives. */
const ownApprover = 'cert-manager.io';

/** What came of a request in the end, by its condition Ready. */
interface Outcome {
  readonly kind: 'issued' | 'denied';
  readonly approvedBy: string | undefined;
}

test(
  'a request for a certificate that is denied is not issued, and one that is approved is',
  { tag: ['@core'] },
  async ({ cluster, denial, deployment: { run } }) => {
    const namespace = await createRunNamespace(cluster, run);
    const issuer = await newIssuer(cluster, namespace);
    await denial({
      what: `a request to Issuer ${namespace}/${issuer} that is denied`,
      attempt: () => ask(cluster, { namespace, issuer, decision: 'Denied' }),
      expect: kindRefusal<Outcome>('denied', {}, ['issued']),
      controls: [
        {
          what: 'the same, approved, is issued',
          attempt: async () =>
            expect(await ask(cluster, { namespace, issuer, decision: 'Approved' })).toMatchObject({
              kind: 'issued',
            }),
        },
      ],
    });
  },
);

/** An Issuer with a CA of the run's own, whose every certificate is worth nothing elsewhere. */
async function newIssuer(cluster: Cluster, namespace: string): Promise<string> {
  const name = `approval-${crypto.randomUUID().slice(0, 8)}`;
  const { cert, key } = await createAuthority('CA of a conformance check');
  await apply(cluster, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': cert, 'tls.key': key },
  });
  await apply(cluster, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { namespace, name },
    spec: { ca: { secretName: name } },
  });
  return name;
}

interface Question {
  readonly namespace: string;
  readonly issuer: string;
  readonly decision: 'Approved' | 'Denied';
}

/** Makes a request, decides on it at once, and waits for its end. */
async function ask(cluster: Cluster, { namespace, issuer, decision }: Question): Promise<Outcome> {
  const ref = { namespace, name: `${issuer}-${crypto.randomUUID().slice(0, 8)}` };
  await apply(cluster, requestManifest(ref, { issuer, csr: (await signingRequest()).csr }));
  await decide(cluster, ref, decision).catch((thrown: unknown) => {
    // The API server refuses it where somebody else was faster; what comes of the request says who.
    if (statusOf(thrown) === undefined) throw thrown;
  });
  const outcome = await eventually(
    async (): Promise<Outcome> => {
      const { approved: approvedBy, ready = 'nothing' } = await readRequest(cluster, ref);
      if (ready.startsWith('True: Issued')) return { kind: 'issued', approvedBy };
      if (ready.startsWith('False: Denied')) return { kind: 'denied', approvedBy };
      throw new Error(`so far: ${ready}`);
    },
    { what: `request ${ref.name} to come to an end`, timeout: 'visible' },
  );
  const others = outcome.approvedBy !== undefined && outcome.approvedBy !== ownApprover;
  if (decision === 'Denied' && others)
    throw new InconclusiveError(`${outcome.approvedBy} approved ${ref.name} before it could be denied`);
  return outcome;
}
