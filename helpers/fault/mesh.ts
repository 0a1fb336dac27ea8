import { z } from 'zod';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import { SetupError } from '../model/errors.ts';
import type { TenantMesh } from '../model/approach.ts';
import type { Change, FaultContext, PatchWith } from './define.ts';

const security = 'security.istio.io/v1';

/** The tenant's part of the mesh. @throws {SetupError} when the approach says nothing of one. */
export function tenantMesh({ tenant }: FaultContext): TenantMesh {
  if (tenant.mesh) return tenant.mesh;
  throw new SetupError(`Expected the approach to say what mesh ${tenant.name} is in`);
}

/** What makes mutual TLS a must. */
export function peerAuthentication(context: FaultContext): ObjectRef {
  return { apiVersion: security, kind: 'PeerAuthentication', ...tenantMesh(context).peerAuthentication };
}

/** The policy that guards one of the tenant's workloads. */
export function authorizationPolicy(context: FaultContext, guarded: 'orthanc' | 'database'): ObjectRef {
  return {
    apiVersion: security,
    kind: 'AuthorizationPolicy',
    namespace: context.tenant.namespace,
    name: tenantMesh(context).policies[guarded],
  };
}

const Policy = z.looseObject({
  spec: z.looseObject({ rules: z.array(z.record(z.string(), z.unknown())) }),
});

/** Changes the text of all rules of a policy, as JSON. */
export const editRules =
  (edit: (json: string) => string): PatchWith =>
  (object) => {
    const { spec, ...rest } = Policy.parse(object);
    const rules: unknown = JSON.parse(edit(JSON.stringify(spec.rules)));
    return KubeObject.parse({ ...rest, spec: { ...spec, rules } });
  };

/** Has one port of a workload take plaintext alone. */
export function plaintextPort(
  { tenant }: FaultContext,
  workload: 'orthanc' | 'database',
  port: number,
): Change {
  return {
    create: {
      apiVersion: security,
      kind: 'PeerAuthentication',
      metadata: { namespace: tenant.namespace, name: 'korthweb-plaintext-port' },
      spec: {
        selector: { matchLabels: tenant[workload].podSelector },
        mtls: { mode: 'STRICT' },
        portLevelMtls: { [port]: { mode: 'DISABLE' } },
      },
    },
  };
}

/** Has every proxy talk to a Service of the tenant in plaintext, and the Service's pods take it. */
export function plaintextInside(context: FaultContext, workload: 'orthanc' | 'database'): Change[] {
  const { namespace } = context.tenant;
  return [
    { patch: peerAuthentication(context), with: { spec: { mtls: { mode: 'PERMISSIVE' } } } },
    { delete: authorizationPolicy(context, workload) },
    {
      create: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { namespace, name: 'korthweb-plaintext' },
        spec: {
          host: `${context.tenant[workload].service}.${namespace}.svc.cluster.local`,
          trafficPolicy: { tls: { mode: 'DISABLE' } },
        },
      },
    },
  ];
}
