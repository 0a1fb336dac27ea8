import { z } from 'zod';
import { expect, test } from '../../fixtures/test.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { mostReplicas } from '../../helpers/kube/most-replicas.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { applicationName } from '../../helpers/postgres/login.ts';

test.use({ requires: ['postgres'] });

const Sessions = z.object({ sessions: z.coerce.number() });
/** Behind sidecars all sessions come from one address, so they are told apart by who opened them. */
const othersSessions = `
  SELECT count(*) AS sessions FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> $1`;

const Limit = z.object({ free: z.coerce.number() });
const limit = `
  SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
         - current_setting('reserved_connections')::int AS free`;

test(
  'PostgreSQL has connections for all replicas that there can be at once, in the midst of an update',
  { tag: ['@core'] },
  async ({ cluster, tenant, database }) => {
    const { namespace, orthanc } = tenant;
    const running = await readyPods(cluster, namespace, orthanc.podSelector);
    const [{ sessions } = { sessions: 0 }] = await database.query(Sessions, othersSessions, [
      applicationName,
    ]);
    if (sessions === 0 || running.length === 0)
      throw new InconclusiveError('No pod of Orthanc has a session with PostgreSQL');
    const perPod = Math.ceil(sessions / running.length);
    const pods = await mostReplicas(cluster, { namespace, name: orthanc.deployment });
    const [{ free } = { free: 0 }] = await database.query(Limit, limit);
    expect(
      free,
      `connections that PostgreSQL has for everybody, beside the ${pods} × ${perPod} that ${pods} pods of Orthanc take. Next: raise max_connections, or lower IndexConnectionsCount`,
    ).toBeGreaterThan(pods * perPod);
  },
);
