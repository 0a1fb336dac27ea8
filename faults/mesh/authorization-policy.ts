import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { authorizationPolicy, editRules, tenantMesh } from '../../helpers/fault/mesh.ts';

type Variant = readonly [
  variant: string,
  title: string,
  check: string,
  change: (context: FaultContext) => Change,
];

const patch =
  (guarded: 'orthanc' | 'database', change: Extract<Change, { patch: unknown }>['with']) =>
  (context: FaultContext): Change => ({ patch: authorizationPolicy(context, guarded), with: change });

const selectsNothing = { spec: { selector: { matchLabels: { app: 'nobody' } } } };
const everybody = { spec: { rules: [{}] } };

const variants: readonly Variant[] = [
  [
    'of Orthanc gone',
    'Nothing guards Orthanc',
    'mesh/authorization-matrix[neighbour to HTTP]',
    (context) => ({ delete: authorizationPolicy(context, 'orthanc') }),
  ],
  [
    'of PostgreSQL gone',
    'Nothing guards PostgreSQL',
    'mesh/authorization-matrix[gateway to PostgreSQL]',
    (context) => ({ delete: authorizationPolicy(context, 'database') }),
  ],
  [
    'of Orthanc selects nothing',
    "Orthanc's policy is about pods that there are not",
    'mesh/policies-select-something',
    patch('orthanc', selectsNothing),
  ],
  [
    'of PostgreSQL selects nothing',
    "PostgreSQL's policy is about pods that there are not",
    'mesh/policies-select-something',
    patch('database', selectsNothing),
  ],
  [
    'admits everybody to Orthanc',
    "Orthanc's policy admits the whole mesh",
    'mesh/authorization-matrix[foreigner to HTTP]',
    patch('orthanc', everybody),
  ],
  [
    'admits any identity to PostgreSQL',
    "PostgreSQL's policy admits every identity of the mesh",
    'mesh/authorization-matrix[foreigner to PostgreSQL]',
    patch(
      'database',
      editRules((rules) => rules.replaceAll(/"principals":\[[^\]]*\]/g, '"principals":["*"]')),
    ),
  ],
  [
    'admits its namespace',
    "Orthanc's policy admits its whole namespace",
    'mesh/authorization-matrix[neighbour to DICOM]',
    (context) => {
      const rule = `{"from":[{"source":{"namespaces":["${context.tenant.namespace}"]}}]}`;
      return patch(
        'orthanc',
        editRules((rules) => rules.replace(/\]$/, `,${rule}]`)),
      )(context);
    },
  ],
  [
    'gives Prometheus everything',
    'Prometheus may do more than read metrics',
    'mesh/authorization-matrix[prometheus to HTTP]',
    patch(
      'orthanc',
      editRules((rules) => rules.replaceAll('"/tools/metrics-prometheus"', '"*"')),
    ),
  ],
  [
    'names another namespace',
    "Orthanc's policy names a gateway of another namespace",
    'mesh/authorization-matrix[gateway to HTTP]',
    (context) => {
      const { namespace } = tenantMesh(context).gateway;
      const elsewhere = editRules((rules) => rules.replaceAll(`/ns/${namespace}/`, '/ns/elsewhere/'));
      return patch('orthanc', elsewhere)(context);
    },
  ],
  [
    'names another port',
    "Orthanc's policy is about a port that Orthanc does not have",
    'mesh/authorization-matrix[gateway to DICOM]',
    patch(
      'orthanc',
      editRules((rules) => rules.replaceAll('"4242"', '"4243"')),
    ),
  ],
  [
    'denies what it should allow',
    "Orthanc's policy has ALLOW turned into DENY",
    'mesh/authorization-matrix[gateway to HTTP]',
    patch('orthanc', { spec: { action: 'DENY' } }),
  ],
  [
    'overruled',
    'Another policy admits everybody to the same pods',
    'mesh/policies-select-something',
    ({ tenant: { namespace, orthanc } }) => ({
      create: {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { namespace, name: 'korthweb-open-door' },
        spec: { selector: { matchLabels: orthanc.podSelector }, rules: [{}] },
      },
    }),
  ],
];

export default defineFaults(
  variants.map(([variant, title, check, change]): Fault & { variant: string } => ({
    variant,
    title,
    requires: ['istio-mtls'],
    expected: [check],
    change: (context) => [change(context)],
  })),
);
