import { Deployment } from '../../../helpers/model/deployment.ts';

const names = { namespace: 'orthweb', name: 'ingress' };
const credentials = { secret: 'credentials', userKey: 'user', passwordKey: 'password' };

/** A deployment that nothing runs. */
export const tinyDeployment: Deployment = Deployment.parse({
  name: 'tiny',
  context: 'kind-korthweb-tiny',
  kubeconfig: null,
  lab: true,
  run: 'tiny',
  probeImage: 'probe',
  images: null,
  versions: {},
  approach: {
    name: 'helm',
    title: 'Helm',
    features: ['traefik'],
    tenants: [
      {
        name: 'default',
        namespace: 'orthweb',
        web: { host: 'web.orthweb.com', service: names },
        dicom: { host: 'dicom.orthweb.com', aeTitle: 'ORTHANC', service: names },
        orthanc: { service: 'orthweb', podSelector: { app: 'orth' }, deployment: 'orthanc', credentials },
        database: { service: 'db', database: 'orthancdb', statefulSet: 'db', podSelector: {}, credentials },
        certificates: {
          ca: { secret: 'ca-secret' },
          web: { secret: 'https-secret', sans: ['web.orthweb.com'] },
          dicom: { secret: 'dcmtls-secret', sans: ['dicom.orthweb.com'] },
        },
      },
    ],
  },
});

const [tenant] = tinyDeployment.approach.tenants;

/** The same with two tenants. */
export const severalTenants: Deployment = Deployment.parse({
  ...tinyDeployment,
  approach: { ...tinyDeployment.approach, tenants: ['one', 'two'].map((name) => ({ ...tenant, name })) },
});
