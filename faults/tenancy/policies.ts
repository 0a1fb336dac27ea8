import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { authorizationPolicy, editRules, peerAuthentication } from '../../helpers/fault/mesh.ts';
import { neighbourAdmitted, neighbourOf } from '../../helpers/fault/tenants.ts';

/** Names the other tenant's accounts in place of the tenant's own. */
function swapped(context: FaultContext): Change {
  const [own, other] = [context.tenant.namespace, neighbourOf(context).namespace];
  const swap = (rules: string): string => rules.replaceAll(`/ns/${own}/`, `/ns/${other}/`);
  return { patch: authorizationPolicy(context, 'orthanc'), with: editRules(swap) };
}

export default defineFaults([
  {
    variant: 'Orthanc admits the other tenant',
    title: "Orthanc's policy admits the other tenant's accounts beside its own",
    requires: ['multi-tenant', 'istio-mtls'],
    expected: ['tenancy/network-is-closed[Orthanc, HTTP by name]'],
    change: (context) => [neighbourAdmitted(context, 'orthanc')],
  },
  {
    variant: 'DICOM admits the other tenant',
    title: "Orthanc's policy lets the other tenant's gateway through to DICOM",
    requires: ['multi-tenant', 'istio-mtls'],
    expected: ['tenancy/network-is-closed[gateway, DICOM by pod]'],
    change: (context) => [neighbourAdmitted(context, 'orthanc')],
  },
  {
    variant: 'PostgreSQL admits the other tenant',
    title: "The database's policy admits the other tenant's Orthanc",
    requires: ['multi-tenant', 'istio-mtls'],
    expected: ['tenancy/network-is-closed[Orthanc, PostgreSQL by name]'],
    change: (context) => [neighbourAdmitted(context, 'database')],
  },
  {
    variant: 'swapped',
    title: "Orthanc's policy names the other tenant's accounts, and not its own",
    requires: ['multi-tenant', 'istio-mtls'],
    expected: ['mesh/authorization-matrix[gateway to HTTP]'],
    change: (context) => [swapped(context)],
  },
  {
    variant: 'plaintext for one tenant',
    title: 'One tenant takes plaintext, the other does not',
    requires: ['multi-tenant', 'istio-mtls'],
    // DICOM's and PostgreSQL's policies close such a connection, which a mesh that takes no plaintext resets.
    expected: ['mesh/plaintext-is-reset[HTTP]'],
    change: (context) => [
      { patch: peerAuthentication(context), with: { spec: { mtls: { mode: 'PERMISSIVE' } } } },
    ],
  },
]);
