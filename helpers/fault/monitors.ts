import { z } from 'zod';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import type { Change, FaultContext } from './define.ts';
import { Groups, withExpression } from './rules.ts';

const apiVersion = 'monitoring.coreos.com/v1';

/** What Prometheus' operator has it scrape of the mesh's proxies. */
export const proxyMonitor: ObjectRef = {
  apiVersion,
  kind: 'PodMonitor',
  namespace: 'monitoring',
  name: 'envoy-stats-monitor',
};

/** What it has it scrape of the tenant's Orthanc. */
export const orthancMonitor = ({ tenant: { namespace } }: FaultContext): ObjectRef => ({
  apiVersion,
  kind: 'ServiceMonitor',
  namespace,
  name: 'orthanc',
});

const Relabeling = z.looseObject({ targetLabel: z.string().optional() });
const Endpoint = z.looseObject({ relabelings: z.array(Relabeling).default([]) });
const Monitor = z.looseObject({
  spec: z.looseObject({
    endpoints: z.array(Endpoint).optional(),
    podMetricsEndpoints: z.array(Endpoint).optional(),
  }),
});

/** An endpoint of a ServiceMonitor or PodMonitor, with whatever fields it has. */
export type Endpoint = z.infer<typeof Endpoint>;

/** Changes the endpoints of a monitor; fields are replaced as a whole. */
export const changeEndpoints = (
  monitor: ObjectRef,
  edit: (endpoint: Endpoint) => Readonly<Record<string, unknown>>,
): Change => ({
  patch: monitor,
  with: (object) => {
    const { spec, ...rest } = Monitor.parse(object);
    const changed = (['endpoints', 'podMetricsEndpoints'] as const).flatMap((field) => {
      const endpoints = spec[field];
      return endpoints ? [[field, endpoints.map((each) => ({ ...each, ...edit(each) }))] as const] : [];
    });
    return KubeObject.parse({ ...rest, spec: { ...spec, ...Object.fromEntries(changed) } });
  },
});

const Rules = z.looseObject({ spec: z.looseObject({ groups: Groups }) });

/** Gives a rule of a PrometheusRule, recording or alerting, another expression. */
export const changeOperatorRule = (name: string, expr: string): Change => ({
  patch: { apiVersion, kind: 'PrometheusRule', namespace: 'monitoring', name: 'orthanc-rules' },
  with: (object) => {
    const { spec, ...rest } = Rules.parse(object);
    const groups = withExpression(spec.groups, { holder: 'the PrometheusRule', name, expr });
    return KubeObject.parse({ ...rest, spec: { ...spec, groups } });
  },
});
