import { z } from 'zod';
import { KubeObject } from '../kube/objects.ts';
import type { Mesh } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';

/** The mesh of the approach. @throws {SetupError} when the approach says nothing of one. */
export function meshOf({ approach }: FaultContext): Mesh {
  if (approach.mesh) return approach.mesh;
  throw new SetupError(`Expected ${approach.name} to say what mesh it has`);
}

const MeshConfig = z.looseObject({ data: z.looseObject({ mesh: z.string() }) });

/** Changes the text (YAML) of the mesh's own configuration, which istiod watches and proxies read when they start. */
export function editMesh(context: FaultContext, edit: (yaml: string) => string): Change {
  const { namespace } = meshOf(context);
  return {
    patch: { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'istio' },
    with: (object) => {
      const { data, ...rest } = MeshConfig.parse(object);
      return KubeObject.parse({ ...rest, data: { ...data, mesh: edit(data.mesh) } });
    },
  };
}
