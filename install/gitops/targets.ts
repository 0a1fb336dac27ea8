import { execChecked } from '../../helpers/kube/exec.ts';
import { patchObject } from '../../helpers/kube/patch.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import type { Installation } from '../lab/installer.ts';

const pod = { namespace: 'monitoring', name: 'prometheus-korthweb-0' } as const;

/**
 * Waits until Prometheus scrapes every tenant's Orthanc. Its operator writes the configuration into a Secret, which the
 * kubelet brings into the pod only once a minute, unless the pod itself changes: so it is given an annotation.
 */
export async function untilScraped({ approach, cluster, say }: Installation): Promise<void> {
  say('waiting for Prometheus to scrape every tenant');
  await eventually(
    async () => {
      for (const { namespace } of approach.tenants) {
        const query = `up{job="orthanc",namespace="${namespace}"}`;
        const command = ['promtool', 'query', 'instant', 'http://localhost:9090', query];
        const stdout = await execChecked(cluster, { ...pod, container: 'prometheus' }, command);
        if (stdout.includes('=> 1 @')) continue;
        const annotations = { 'korthweb.io/configuration-looked-for': new Date().toISOString() };
        await patchObject(cluster, { apiVersion: 'v1', kind: 'Pod', ...pod }, { metadata: { annotations } });
        throw new Error(`it scrapes no Orthanc of ${namespace} yet`);
      }
    },
    { what: 'Prometheus to scrape every tenant', timeout: 'rollout', every: 2000 },
  );
}
