import type { V1StatefulSet } from '@kubernetes/client-node';
import { orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { KubeObject } from '../../helpers/kube/objects.ts';
import { z } from 'zod';

const StatefulSet = z.custom<V1StatefulSet & KubeObject>((value) => KubeObject.safeParse(value).success);

/** Mounts scratch space of the pod's own where the claim was mounted. */
function withScratch(object: KubeObject): KubeObject {
  const changed = StatefulSet.parse(structuredClone(object));
  const spec = changed.spec?.template.spec;
  const claims = new Set(changed.spec?.volumeClaimTemplates?.map(({ metadata }) => metadata?.name));
  const mounts = spec?.containers.flatMap(({ volumeMounts = [] }) => volumeMounts) ?? [];
  for (const mount of mounts) if (claims.has(mount.name)) mount.name = 'korthweb-scratch';
  spec?.volumes?.push({ name: 'korthweb-scratch', emptyDir: {} });
  return changed;
}

export default defineFault({
  title: 'PostgreSQL keeps its data in its pod, and not in a volume',
  requires: ['postgres'],
  expected: ['storage/survives-new-database-pod'],
  change: ({ tenant: { namespace, database } }) => [
    {
      patch: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace, name: database.statefulSet },
      with: withScratch,
    },
  ],
  // It makes its tables when it starts.
  restart: (context) => [orthancWorkload(context)],
});
