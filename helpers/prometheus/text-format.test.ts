import {
  array,
  assert,
  dictionary,
  double,
  integer,
  option,
  property,
  record,
  string,
  stringMatching,
} from 'fast-check';
import { expect, test } from 'vitest';
import { parseMetrics, type ExposedSample } from './text-format.ts';

test('reads samples with and without labels and timestamps, and leaves comments out', () => {
  const text = [
    '# HELP orthanc_count_instances How many',
    '# TYPE orthanc_count_instances gauge',
    'orthanc_count_instances 5 1795715333504',
    '',
    'envoy_http_downstream_rq_time_bucket{prefix="inbound_0.0.0.0_8042",le="+Inf"} 23',
    'ratio{} NaN',
  ].join('\n');
  expect(parseMetrics(text)).toEqual([
    { name: 'orthanc_count_instances', labels: {}, value: 5, timestamp: 1_795_715_333_504 },
    {
      name: 'envoy_http_downstream_rq_time_bucket',
      labels: { prefix: 'inbound_0.0.0.0_8042', le: '+Inf' },
      value: 23,
      timestamp: undefined,
    },
    { name: 'ratio', labels: {}, value: Number.NaN, timestamp: undefined },
  ]);
});

test.each(['9lives 1', 'orthanc', 'a{b=c} 1', 'a{b="c} 1', 'a{b="c"} one', 'a{b="c"d="e"} 1'])(
  'names the line that is no sample: %s',
  (line) => {
    expect(() => parseMetrics(`up 1\n${line}`)).toThrow(/line 2/);
  },
);

const name = stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,12}$/);
const label = stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const sample = record({
  name,
  labels: dictionary(label, string({ unit: 'binary' }), { noNullPrototype: true }),
  value: double(),
  timestamp: option(integer(), { nil: undefined }),
});

test('reads back whatever was written', () => {
  assert(
    property(array(sample), (samples) => {
      expect(parseMetrics(samples.map(write).join('\n'))).toEqual(samples);
    }),
  );
});

function write({ name: metric, labels, value, timestamp }: ExposedSample): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escape(text)}"`);
  const time = timestamp === undefined ? '' : ` ${timestamp}`;
  return `${metric}{${pairs.join(',')}} ${number(value)}${time}`;
}

const escape = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const number = (value: number): string =>
  Number.isFinite(value)
    ? Object.is(value, -0)
      ? '-0'
      : String(value)
    : value > 0
      ? '+Inf'
      : value < 0
        ? '-Inf'
        : 'NaN';
