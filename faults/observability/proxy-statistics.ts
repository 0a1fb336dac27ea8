import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { tenantMesh } from '../../helpers/fault/mesh.ts';
import { editMesh } from '../../helpers/fault/mesh-config.ts';

const MeshConfig = z.looseObject({ defaultConfig: z.looseObject({ proxyStatsMatcher: z.looseObject({}) }) });

/** Leaves proxies with the few statistics that Istio itself asks for. */
function withoutStatistics(yaml: string): string {
  const { defaultConfig, ...others } = MeshConfig.parse(parse(yaml));
  return stringify({ ...others, defaultConfig: { ...defaultConfig, proxyStatsMatcher: undefined } });
}

export default defineFault({
  title: 'Proxies do not show what they count of requests and connections',
  requires: ['istio', 'prometheus'],
  expected: ['observability/requests-are-counted', 'observability/latency-histogram-agrees'],
  change: (context) => [editMesh(context, withoutStatistics)],
  restart: (context) => {
    const { namespace, deployment: name } = tenantMesh(context).gateway;
    return [{ kind: 'Deployment', namespace, name }, orthancWorkload(context)];
  },
});
