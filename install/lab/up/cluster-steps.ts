import { join } from 'node:path';
import { connect, type Cluster } from '../../../helpers/kube/client.ts';
import { eventually } from '../../../helpers/model/eventually.ts';
import type { Approach } from '../../../helpers/model/approach.ts';
import type { ImageSource } from '../../../helpers/model/deployment.ts';
import { goBinaries } from '../go.ts';
import type { Installer } from '../installer.ts';
import { createKindCluster, deleteKindCluster, loadIntoNode, type LabCluster } from '../kind.ts';
import { mergeIntoUserKubeconfig } from '../kubeconfig.ts';
import { balanceService } from '../load-balancer.ts';
import { step, type Step } from '../steps/step.ts';
import { versions } from '../versions.ts';
import type { Foundations } from './foundations.ts';
import { completeImages } from './complete-images.ts';
import { untilWorkloadsReady } from './health.ts';
import { untilIngressServes } from './ingress-serves.ts';
import { writeLabRecord } from './record.ts';

export interface ClusterPlan {
  readonly lab: LabCluster;
  readonly approach: Approach;
  readonly installer: Installer;
  readonly foundations: Foundations;
  readonly fingerprint: string;
  readonly images: ImageSource;
  /** False when the cluster is there and works. */
  readonly create: boolean;
}

/** The steps from the foundations to a verified-ready deployment; the last one needs all others. */
export function clusterSteps(plan: ClusterPlan): Step {
  const { lab, approach, installer, foundations } = plan;
  const { engine, tools, registry } = foundations;
  const cluster = plan.create ? creation(plan) : connection(plan);
  const chart = step({
    title: `${approach.name}: artifacts`,
    needs: [tools],
    run: async (say) => foundations.prepared ?? (await installer.prepare(await tools.result, say)),
  });
  const install = step({
    title: `${approach.name}: install`,
    needs: [cluster, chart, registry],
    run: async (say) =>
      await installer.install({
        approach,
        name: lab.kindName,
        cluster: await cluster.result,
        kubeconfig: join(lab.folder, 'kubeconfig'),
        registry: await registry.result,
        tools: await tools.result,
        images: plan.images,
        prepared: await chart.result,
        say,
      }),
  });
  const addresses = step({
    title: 'load balancer',
    needs: [engine, cluster],
    run: async () => {
      for (const service of ingressServices(approach)) {
        await balanceService(await cluster.result, lab, await engine.result, service);
      }
    },
  });
  const programs = (installer.programs ?? []).map((binaries) =>
    step({
      title: `Go: ${binaries.name}`,
      needs: [tools, cluster],
      run: async (say) => void (foundations.prepared ?? (await goBinaries(binaries, say))),
    }),
  );
  return step({
    title: `${approach.name}: Ready`,
    needs: [install, addresses, ...programs],
    run: async (say) => {
      await untilWorkloadsReady(await cluster.result, approach, say);
      say('waiting for the ingress to serve');
      await untilIngressServes(await cluster.result, approach);
      await writeLabRecord(await cluster.result, {
        approach,
        images: plan.images,
        versions: { ...versions, kubernetes: (await cluster.result).version.replace(/^v/, '') },
        fingerprint: plan.fingerprint,
      });
    },
  });
}

function creation({
  lab,
  foundations: { engine, tools, registry, nodeImage, load },
}: ClusterPlan): Step<Cluster> {
  return step({
    title: 'kind cluster',
    needs: [engine, tools, registry, nodeImage],
    run: async (say) => {
      await deleteKindCluster(await engine.result, lab);
      const kubeconfig = await createKindCluster({
        cluster: lab,
        engine: await engine.result,
        kind: (await tools.result).kind,
        image: await nodeImage.result,
        onLine: say,
      });
      await loadIntoNode({ engine: await engine.result, cluster: lab, images: load, say });
      await mergeIntoUserKubeconfig(kubeconfig);
      return await reach(lab, kubeconfig);
    },
  });
}

/** The cluster that is there, with the images that it was not made with. */
function connection({ lab, installer, images, foundations: { engine } }: ClusterPlan): Step<Cluster> {
  return step({
    title: 'kind cluster',
    needs: [engine],
    run: async (say) => {
      await completeImages({ engine: await engine.result, cluster: lab, installer, images, say });
      return await reach(lab, join(lab.folder, 'kubeconfig'));
    },
  });
}

async function reach(lab: LabCluster, kubeconfig: string): Promise<Cluster> {
  return await eventually(async () => await connect({ context: lab.context, kubeconfig }), {
    what: `the API server of ${lab.kindName} to answer`,
    timeout: 'apiServer',
  });
}

/** The Services of an approach that are reached from outside, each once. */
function ingressServices({ tenants }: Approach): { namespace: string; name: string }[] {
  const all = tenants.flatMap(({ web, dicom }) => [web.service, dicom.service]);
  return [...new Map(all.map((service) => [`${service.namespace}/${service.name}`, service])).values()];
}
