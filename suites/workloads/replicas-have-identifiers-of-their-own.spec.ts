import { expect, test } from '../../fixtures/test.ts';
import { system } from '../../helpers/orthanc/rest.ts';

test.use({ requires: ['postgres'] });

test(
  'at least two replicas of Orthanc share the database, each under an identifier of its own',
  { tag: ['@core'] },
  async ({ openReplicas }) => {
    const replicas = await openReplicas();
    expect(
      replicas.length,
      "Ready pods of Orthanc: with one, its replacement is everybody's outage",
    ).toBeGreaterThanOrEqual(2);
    const identifiers = await Promise.all(
      replicas.map(async ({ http }) => (await system(http)).DatabaseServerIdentifier ?? 'none'),
    );
    expect(
      new Set(identifiers).size,
      `different values of DatabaseServerIdentifier among ${replicas.map(({ name }) => name).join(', ')}, which ` +
        `say ${identifiers.join(', ')}. Next: set it from the pod's name, or replicas take each other's locks`,
    ).toBe(replicas.length);
  },
);
