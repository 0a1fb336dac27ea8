import { z } from 'zod';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import type { Change } from './define.ts';

const Container = z.looseObject({ name: z.string() });
export type Container = z.infer<typeof Container>;

const Workload = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({ spec: z.looseObject({ containers: z.array(Container) }) }),
  }),
});

/** Changes every container of a workload's pods; fields are replaced as a whole. */
export function changeContainers(
  workload: ObjectRef,
  edit: (container: Container) => Readonly<Record<string, unknown>>,
): Change {
  return {
    patch: workload,
    with: (object) => {
      const parsed = Workload.parse(object);
      const { template } = parsed.spec;
      const containers = template.spec.containers.map((one) => ({ ...one, ...edit(one) }));
      const changed = { ...template, spec: { ...template.spec, containers } };
      return KubeObject.parse({ ...parsed, spec: { ...parsed.spec, template: changed } });
    },
  };
}
