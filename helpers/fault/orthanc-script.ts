import { z } from 'zod';
import { KubeObject } from '../kube/objects.ts';
import { configureOrthanc, orthancWorkload } from './configuration.ts';
import type { Change, FaultContext } from './define.ts';

const file = 'korthweb.lua';

/** Has the tenant's Orthanc run a script in Lua (orthanc.uclouvain.be/book, "Server-side scripting with Lua"). */
export async function scriptOrthanc(context: FaultContext, script: string): Promise<readonly Change[]> {
  const configuration = await configureOrthanc(context, { LuaScripts: [`/etc/orthanc/${file}`] });
  if (!('patch' in configuration)) throw new Error('Expected the configuration to be patched');
  return [
    configuration,
    { patch: configuration.patch, with: { data: { [file]: script } } },
    ...(await mountScript(context)),
  ];
}

const Item = z.looseObject({ key: z.string(), path: z.string() });
const Volume = z.looseObject({
  configMap: z.looseObject({ items: z.array(Item).optional() }).optional(),
});
type Volume = z.infer<typeof Volume>;
const Deployment = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({ spec: z.looseObject({ volumes: z.array(Volume) }) }),
  }),
});

const listsConfiguration = ({ configMap }: Volume): boolean =>
  configMap?.items?.some(({ key }) => key === 'orthanc.json') ?? false;

/** Where not all of the ConfigMap is mounted: the script beside the configuration, of which Orthanc reads JSON alone. */
async function mountScript(context: FaultContext): Promise<readonly Change[]> {
  const { namespace, name } = orthancWorkload(context);
  const present = await context.cluster.apps.readNamespacedDeployment({ namespace, name });
  if (!Deployment.parse(present).spec.template.spec.volumes.some(listsConfiguration)) return [];
  return [
    {
      patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
      with: (object) => {
        const { spec, ...rest } = Deployment.parse(object);
        const volumes = spec.template.spec.volumes.map(withScript);
        const template = { ...spec.template, spec: { ...spec.template.spec, volumes } };
        return KubeObject.parse({ ...rest, spec: { ...spec, template } });
      },
    },
  ];
}

function withScript(volume: Volume): Volume {
  if (!listsConfiguration(volume)) return volume;
  const { items = [], ...configMap } = volume.configMap ?? {};
  return { ...volume, configMap: { ...configMap, items: [...items, { key: file, path: file }] } };
}
