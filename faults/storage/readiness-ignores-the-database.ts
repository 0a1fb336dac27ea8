import type { V1Deployment } from '@kubernetes/client-node';
import { z } from 'zod';
import { defineFault } from '../../helpers/fault/define.ts';
import { KubeObject } from '../../helpers/kube/objects.ts';

const Deployment = z.custom<V1Deployment & KubeObject>((value) => KubeObject.safeParse(value).success);

/** `/system` is answered from memory, `/changes` by the database. */
function askingNoDatabase(object: KubeObject): KubeObject {
  const changed = Deployment.parse(structuredClone(object));
  for (const { readinessProbe } of changed.spec?.template.spec?.containers ?? []) {
    const { exec } = readinessProbe ?? {};
    if (exec?.command) exec.command = exec.command.map((word) => word.replace(/^\/changes.*/, '/system'));
  }
  return changed;
}

export default defineFault({
  title: 'Pods of Orthanc are ready whether or not their database is there',
  requires: ['postgres'],
  expected: ['storage/readiness-follows-the-database'],
  change: ({ tenant: { namespace, orthanc } }) => [
    {
      patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: orthanc.deployment },
      with: askingNoDatabase,
    },
  ],
});
