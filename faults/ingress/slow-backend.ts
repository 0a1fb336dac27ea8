import { z } from 'zod';
import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault, type Change } from '../../helpers/fault/define.ts';
import { KubeObject, type ObjectRef } from '../../helpers/kube/objects.ts';

/** Only what came through a proxy waits: the probes of the pod itself must go on. */
const script = `
function IncomingHttpRequestFilter(method, uri, ip, username, headers)
  if headers['x-forwarded-host'] then os.execute('sleep 0.6') end
  return true
end`;

const Item = z.looseObject({ key: z.string(), path: z.string() });
const Volume = z.looseObject({
  configMap: z.looseObject({ items: z.array(Item).optional() }).optional(),
});
const Deployment = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({ spec: z.looseObject({ volumes: z.array(Volume) }) }),
  }),
});

/** Mounts the script beside the configuration, where Orthanc reads no more than files of JSON. */
const mountScript = (deployment: ObjectRef): Change => ({
  patch: deployment,
  with: (object) => {
    const { spec, ...rest } = Deployment.parse(object);
    const volumes = spec.template.spec.volumes.map(withScript);
    const template = { ...spec.template, spec: { ...spec.template.spec, volumes } };
    return KubeObject.parse({ ...rest, spec: { ...spec, template } });
  },
});

function withScript(volume: z.infer<typeof Volume>): z.infer<typeof Volume> {
  const { items } = volume.configMap ?? {};
  if (!items?.some(({ key }) => key === 'orthanc.json')) return volume;
  return {
    ...volume,
    configMap: { ...volume.configMap, items: [...items, { key: 'slow.lua', path: 'slow.lua' }] },
  };
}

export default defineFault({
  title: 'Orthanc takes 0.6 s for every request, one after the other',
  requires: ['helm'],
  expected: ['ingress/answers-in-time'],
  change: async (context) => {
    const configuration = await configureOrthanc(context, { LuaScripts: ['/etc/orthanc/slow.lua'] });
    if (!('patch' in configuration)) throw new Error('Expected the configuration to be patched');
    return [
      configuration,
      { patch: configuration.patch, with: { data: { 'slow.lua': script } } },
      mountScript({ apiVersion: 'apps/v1', ...orthancWorkload(context) }),
    ];
  },
});
