import { fluxApi } from '../flux/objects.ts';
import type { ObjectRef } from '../kube/objects.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';

/** The source that everything comes from. */
export function sourceOf({ approach }: FaultContext): ObjectRef {
  const { flux } = approach;
  if (!flux) throw new SetupError(`Expected ${approach.name} to say where its Flux is`);
  return {
    apiVersion: fluxApi.source,
    kind: 'OCIRepository',
    namespace: flux.namespace,
    name: flux.source,
  };
}

/** A step of the tenant. */
export const stepOf = ({ tenant }: FaultContext, step: 'dependency' | 'application'): ObjectRef => ({
  apiVersion: fluxApi.kustomization,
  kind: 'Kustomization',
  namespace: tenant.namespace,
  name: `${tenant.name}-${step}`,
});

/** Has Flux leave an object as it is, whatever the source says of it. */
export const unreconciled = { annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' } };

/** Changes an object's spec, for good: Flux itself does not put it back. */
export const keptFromFlux = (patch: ObjectRef, spec: Readonly<Record<string, unknown>>): Change => ({
  patch,
  with: { metadata: unreconciled, spec },
});
