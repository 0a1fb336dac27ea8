import { expect, test } from 'vitest';
import { KubeObject } from '../kube/objects.ts';
import type { Change } from './define.ts';
import { changeEndpoints, changeOperatorRule } from './monitors.ts';

const metadata = { name: 'one', namespace: 'monitoring' };

async function changed(change: Change, object: object): Promise<unknown> {
  if (!('patch' in change) || typeof change.with !== 'function') throw new Error('Expected a function');
  const { spec } = await change.with(KubeObject.parse({ ...object, metadata }));
  return spec;
}

test('every endpoint of a monitor is changed, and what else it has stays', async () => {
  const object = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    spec: { selector: {}, podMetricsEndpoints: [{ port: 'http', relabelings: [{ targetLabel: 'job' }] }] },
  };
  const change = changeEndpoints(
    { apiVersion: object.apiVersion, kind: object.kind, ...metadata },
    ({ relabelings }) => ({ scheme: 'http', relabelings: [...relabelings, { targetLabel: 'tenant' }] }),
  );
  expect(await changed(change, object)).toEqual({
    selector: {},
    podMetricsEndpoints: [
      {
        port: 'http',
        scheme: 'http',
        relabelings: [{ targetLabel: 'job' }, { targetLabel: 'tenant' }],
      },
    ],
  });
});

const rules = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  spec: {
    groups: [
      {
        name: 'orthanc',
        rules: [
          { record: 'a:b', expr: 'up' },
          { alert: 'Down', expr: 'up == 0', for: '5s' },
        ],
      },
    ],
  },
};

test('one rule gets another expression', async () => {
  expect(await changed(changeOperatorRule('Down', 'up == 2'), rules)).toEqual({
    groups: [
      {
        name: 'orthanc',
        rules: [
          { record: 'a:b', expr: 'up' },
          { alert: 'Down', expr: 'up == 2', for: '5s' },
        ],
      },
    ],
  });
});

test('a rule that is not there is no change', async () => {
  await expect(changed(changeOperatorRule('Slow', 'up'), rules)).rejects.toThrow(
    'Expected the PrometheusRule to have a rule Slow',
  );
});
