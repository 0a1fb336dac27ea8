import { describe, expect, test } from 'vitest';
import { chosenLabels, Dashboard, namedDataSources, panelQueries } from './dashboard.ts';
import { DataSource, whyNotFound } from './data-source.ts';

const prometheus = { type: 'prometheus', uid: 'prometheus' };
const dashboard = Dashboard.parse({
  uid: 'orthanc',
  title: 'Orthanc',
  templating: {
    list: [
      { name: 'tenant', type: 'query', datasource: prometheus, query: 'label_values(up{job="a,b"}, tenant)' },
      { name: 'pod', type: 'query', query: { query: 'label_values(kube_pod_info, pod)', refId: 'A' } },
      { name: 'step', type: 'interval', query: '1m,5m' },
    ],
  },
  panels: [
    { type: 'text', title: 'About' },
    {
      type: 'timeseries',
      title: 'Requests',
      datasource: prometheus,
      targets: [
        { refId: 'A', expr: 'a' },
        { refId: 'B', expr: 'b', datasource: { uid: 'other' } },
      ],
    },
    {
      type: 'row',
      title: 'More',
      panels: [{ type: 'stat', title: 'Disk', targets: [{ refId: 'A', expr: 'c' }] }],
    },
  ],
});

describe('a dashboard', () => {
  test('has the queries of its panels, of folded rows too', () => {
    expect(panelQueries(dashboard)).toEqual([
      { what: 'Orthanc, panel Requests, query A', expression: 'a' },
      { what: 'Orthanc, panel Requests, query B', expression: 'b' },
      { what: 'Orthanc, panel Disk, query A', expression: 'c' },
    ]);
  });

  test.each([
    [[], 'Orthanc, panel Empty: it has no query'],
    [[{ refId: 'A', expr: ' ' }], 'Orthanc, panel Empty, query A: it has no expression'],
  ])('with a panel of %j is not as it should be', (targets, why) => {
    const panels = [{ type: 'stat', title: 'Empty', targets }];
    expect(() => panelQueries(Dashboard.parse({ ...dashboard, panels }))).toThrow(why);
  });

  test('has variables that are values of a label', () => {
    expect(chosenLabels(dashboard)).toEqual([
      { variable: 'tenant', selector: 'up{job="a,b"}', label: 'tenant' },
      { variable: 'pod', selector: 'kube_pod_info', label: 'pod' },
    ]);
  });

  test('names data sources, or leaves them to the default', () => {
    expect(namedDataSources(dashboard)).toEqual([
      { what: 'Orthanc, panel Requests', dataSource: 'prometheus' },
      { what: 'Orthanc, panel Requests, query B', dataSource: 'other' },
      { what: 'Orthanc, panel Disk', dataSource: undefined },
      { what: 'Orthanc, variable tenant', dataSource: 'prometheus' },
      { what: 'Orthanc, variable pod', dataSource: undefined },
    ]);
  });
});

describe('a data source', () => {
  const provisioned = [DataSource.parse({ name: 'Prometheus', uid: 'p1', type: 'prometheus' })];

  test.each(['p1', 'Prometheus', '-- Mixed --'])('named %s is found', (named) => {
    expect(whyNotFound(named, provisioned)).toBeNull();
  });

  test('of another name is not', () => {
    expect(whyNotFound('p2', provisioned)).toBe('its data source is p2; provisioned: p1 (Prometheus)');
  });

  test('may be left out where one is the default', () => {
    expect(whyNotFound(undefined, provisioned)).toMatch('none of those provisioned is the default: p1');
    expect(whyNotFound(undefined, [{ ...provisioned[0]!, isDefault: true }])).toBeNull();
  });
});
