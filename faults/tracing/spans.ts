import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { z } from 'zod';
import { KubeObject } from '../../helpers/kube/objects.ts';

const Telemetry = z.looseObject({
  spec: z.looseObject({ tracing: z.array(z.looseObject({})) }),
});

/** Changes how the tenant's proxies trace. */
const traced = (
  { tenant: { namespace } }: FaultContext,
  fields: Readonly<Record<string, unknown>>,
): Change => ({
  patch: { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', namespace, name: 'tracing' },
  with: (object) => {
    const { spec, ...rest } = Telemetry.parse(object);
    return KubeObject.parse({
      ...rest,
      spec: { ...spec, tracing: spec.tracing.map((each) => ({ ...each, ...fields })) },
    });
  },
});

const requires = ['tracing', 'istio'] as const;

export default defineFaults([
  {
    variant: 'off',
    title: "The tenant's proxies trace nothing",
    requires,
    expected: ['tracing/upload-is-one-trace'],
    change: (context) => [traced(context, { disableSpanReporting: true })],
  },
  {
    variant: 'sampled too seldom',
    title: 'One request of a hundred is traced, and all were promised',
    requires,
    expected: ['tracing/sampling-is-as-declared'],
    change: (context) => [traced(context, { randomSamplingPercentage: 1 })],
  },
  {
    variant: 'sampled never',
    title: 'No request is sampled',
    requires,
    expected: ['tracing/upload-is-one-trace'],
    change: (context) => [traced(context, { randomSamplingPercentage: 0 })],
  },
  {
    variant: 'of nobody',
    title: 'Spans do not say which tenant they are of',
    requires,
    expected: ['tracing/upload-is-one-trace'],
    change: (context) => [traced(context, { customTags: undefined })],
  },
  {
    variant: 'of another tenant',
    title: 'Spans name another tenant than theirs',
    requires,
    expected: ['tracing/sampling-is-as-declared'],
    change: (context) => [traced(context, { customTags: { tenant: { literal: { value: 'another' } } } })],
  },
  {
    variant: 'collector astray',
    title: "The collector's Service leads nowhere: spans are lost on their way",
    requires,
    expected: ['tracing/upload-is-one-trace'],
    change: ({ approach }) => [
      {
        patch: {
          apiVersion: 'v1',
          kind: 'Service',
          namespace: approach.tracing?.namespace ?? '',
          name: 'jaeger-collector',
        },
        with: { spec: { selector: { app: 'nowhere' } } },
      },
    ],
  },
]);
