import type { ObjectRef } from '../kube/objects.ts';
import type { Kustomization } from './objects.ts';

/** An entry of an inventory: `namespace_name_group_Kind` and a version (kustomize-controller, `api/v1/inventory_types.go`). */
interface Entry {
  readonly id: string;
  readonly v: string;
}

/** What an inventory's entry refers to. A colon of a name (`system:auth`) is written as two underscores. */
export function entryRef({ id, v }: Entry): ObjectRef {
  const [namespace = '', ...rest] = id.split('_');
  const kind = rest.pop() ?? '';
  const group = rest.pop() ?? '';
  const name = rest.join('_').replaceAll('__', ':');
  return {
    apiVersion: group === '' ? v : `${group}/${v}`,
    kind,
    name,
    ...(namespace === '' ? {} : { namespace }),
  };
}

/** Everything that a Kustomization has applied. */
export const appliedObjects = ({ status }: Kustomization): ObjectRef[] =>
  (status.inventory?.entries ?? []).map(entryRef);
