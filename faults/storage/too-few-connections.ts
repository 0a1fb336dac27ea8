import { configurePostgres, postgresWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'PostgreSQL has connections for the replicas that there are, and not for an update of them',
  requires: ['postgres'],
  expected: ['storage/connections-suffice'],
  change: async (context) => [
    await configurePostgres(context, 'postgresql.conf', (text) =>
      text.replace(/^max_connections = .*$/m, 'max_connections = 32'),
    ),
  ],
  restart: (context) => [postgresWorkload(context)],
});
