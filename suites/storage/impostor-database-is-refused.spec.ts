import { expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import {
  copyOutcome,
  readConfiguration,
  removeCopy,
  startCopy,
  type CopyOutcome,
} from '../../helpers/orthanc/copy-pod.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';

test.use({ requires: ['postgres-tls'] });

interface Case {
  readonly title: string;
  /** Libpq's own words. */
  readonly words: RegExp;
  /** Changes the connection URI, given the address of the database's Service. */
  readonly change: (configuration: string, address: string, service: string) => string;
}

const otherAuthority = 'other-ca.crt';
const cases: readonly Case[] = [
  {
    title: 'another authority',
    words: /certificate verify failed/,
    change: (configuration) =>
      configuration.replace(/(sslrootcert=)[^&"]*/, `$1/etc/orthanc/${otherAuthority}`),
  },
  {
    title: 'another name',
    words: /does not match host name/,
    change: (configuration, address, service) => configuration.replace(`@${service}:`, `@${address}:`),
  },
];

for (const { title, words, change } of cases) {
  test(
    `Orthanc refuses a database whose certificate is of ${title} than it expects [${title}]`,
    { tag: ['@extended', '@intrusive'] },
    async ({ cleanup, cluster, denial, deployment, openReplicas, tenant }) => {
      const { service: name } = tenant.database;
      const { spec } = await cluster.core.readNamespacedService({ namespace: tenant.namespace, name });
      const { files } = await readConfiguration(cluster, tenant);
      const { cert } = await createAuthority('Another authority');
      const copy = `korthweb-copy-${crypto.randomUUID().slice(0, 8)}`;
      const changed = change(files['orthanc.json'] ?? '', spec?.clusterIP ?? '', name);
      cleanup.add(`pod ${copy}`, () => removeCopy(cluster, tenant, copy));
      await denial({
        what: `a connection by an Orthanc that expects ${title} to PostgreSQL at ${name}`,
        attempt: async () => {
          const data = { 'orthanc.json': changed, [otherAuthority]: cert };
          await startCopy(cluster, tenant, { name: copy, run: deployment.run, files: data });
          const outcome = await copyOutcome(cluster, tenant, copy);
          if (outcome.kind === 'untrusted') expect(outcome.words, 'why it refused').toMatch(words);
          return outcome;
        },
        expect: kindRefusal<CopyOutcome>('untrusted', {}, ['started']),
        controls: [
          {
            what: "the tenant's own Orthanc, which expects the right authority and name, asks its database",
            attempt: async () => {
              const [replica] = await openReplicas();
              const response = await replica?.http.request({ path: '/changes?limit=1' });
              if (response?.status !== 200) throw new Error(`HTTP ${response?.status ?? 'nobody'}`);
            },
          },
        ],
      });
    },
  );
}
