import type { ApproachInput } from '../../helpers/model/approach.ts';

const namespace = 'orthweb';
const ingress = { namespace, name: 'orthweb-traefik' } as const;

/** The chart of this folder, installed as release `orthweb` into namespace `orthweb`. */
export default {
  name: 'helm',
  title: 'Helm: Traefik and PostgreSQL',
  features: ['helm', 'traefik', 'dicom-tls', 'http-redirect', 'postgres', 'postgres-tls', 'pod-security'],
  tenants: [
    {
      name: 'orthweb',
      namespace,
      web: { host: 'web.orthweb.com', service: ingress },
      dicom: { host: 'dicom.orthweb.com', aeTitle: 'ORTHANC', knownCaller: 'KORTHWEB', service: ingress },
      orthanc: {
        service: 'orthweb',
        podSelector: { app: 'orth' },
        deployment: 'orthweb-orthanc',
        credentials: { secret: 'orthweb-orthanc-credentials', userKey: 'username', passwordKey: 'password' },
      },
      database: {
        service: 'orthweb-postgres',
        database: 'orthancdb',
        statefulSet: 'orthweb-postgres',
        backupCronJob: 'orthweb-backup',
        podSelector: { app: 'postgresdb' },
        credentials: { secret: 'orthweb-postgres-credentials', userKey: 'username', passwordKey: 'password' },
      },
      certificates: {
        ca: { secret: 'ca-secret' },
        web: { secret: 'https-secret', sans: ['web.orthweb.com'] },
        dicom: { secret: 'dcmtls-secret', sans: ['dicom.orthweb.com'] },
        database: {
          secret: 'dbtls-secret',
          sans: [
            'orthweb-postgres',
            'orthweb-postgres.orthweb',
            'orthweb-postgres.orthweb.svc',
            'orthweb-postgres.orthweb.svc.cluster.local',
          ],
        },
      },
    },
  ],
} satisfies ApproachInput;
