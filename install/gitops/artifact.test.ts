import { globSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  chosenLabels,
  Dashboard,
  namedDataSources,
  ownResultsTag,
  panelQueries,
} from '../../helpers/grafana/dashboard.ts';
import { DataSourceFile, whyNotFound } from '../../helpers/grafana/data-source.ts';
import { fillIn } from '../../helpers/grafana/variables.ts';
import { runSeries } from '../../helpers/model/run-metrics.ts';
import { metricNames } from '../../helpers/prometheus/expression.ts';
import { imageContracts } from '../helm/images.contract.ts';
import probe from '../lab/images/probe.ts';
import { projectRoot } from '../lab/paths.ts';
import { grafanaImage } from '../lab/versions.ts';
import { meshImageContracts } from '../manual/images.contract.ts';
import { gitopsImageContracts, registryImageContracts } from './images.contract.ts';
import installer from './install.ts';
import { leaveOut, withoutResource } from './leave-out.ts';

const artifact = join(import.meta.dirname, 'artifact');
const imagesOf = (folder: string): string[] =>
  globSync('**/*.yaml', { cwd: join(import.meta.dirname, folder) }).flatMap((file) =>
    [
      ...readFileSync(join(import.meta.dirname, folder, file), 'utf8').matchAll(/\bimage: ([^\s{}]+:\S+)/g),
    ].flatMap(([, image]) => image ?? []),
  );

test('every image that its manifests name is built, or pulled where images are', () => {
  const known = [...installer.images.map(({ name }) => name), ...installer.registryImages];
  const named = [...imagesOf('artifact'), ...imagesOf('bootstrap')];
  expect(named).toContain(grafanaImage);
  expect(named.filter((image) => !known.includes(image))).toEqual([]);
});

test('every image that is built has a contract, but for the probe', () => {
  const contracts = [...Object.values(imageContracts), ...meshImageContracts, ...gitopsImageContracts];
  const held = contracts.map(({ image }) => image);
  expect(installer.images.map(({ name }) => name).filter((name) => !held.includes(name))).toEqual([
    probe.name,
  ]);
});

test('an image that cannot be built has a contract, and is in the documents', () => {
  const documents = readFileSync(join(projectRoot, 'docs', 'images.md'), 'utf8');
  expect(registryImageContracts.map(({ image }) => image)).toEqual(installer.registryImages);
  for (const image of installer.registryImages) expect(documents).toContain(`\`${image}\``);
});

test('what cannot start is left out, and what it would be provisioned with is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-artifact-'));
  try {
    await cp(join(artifact, 'observability', 'grafana'), folder, { recursive: true });
    await leaveOut(folder, 'grafana.yaml');
    expect(globSync('*.yaml', { cwd: folder })).toEqual(['kustomization.yaml']);
    const left: unknown = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
    expect(left).toMatchObject({ resources: [], configMapGenerator: expect.any(Array) });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('leaving out what is not there is an error', () => {
  expect(() => withoutResource('resources: [a.yaml]', 'b.yaml')).toThrow(
    'Expected a kustomization with b.yaml; it has a.yaml',
  );
});

const grafana = join(artifact, 'observability', 'grafana');
const dashboards = globSync('dashboards/*.json', { cwd: grafana }).map((file) =>
  Dashboard.parse(JSON.parse(readFileSync(join(grafana, file), 'utf8'))),
);
const { datasources } = DataSourceFile.parse(
  parse(readFileSync(join(grafana, 'provisioning', 'data-sources.yaml'), 'utf8')),
);

describe.each(dashboards)('dashboard $uid', (dashboard) => {
  test('asks for something in every panel, by variables that it has', () => {
    const variables = Object.fromEntries(chosenLabels(dashboard).map(({ variable }) => [variable, 'bhs']));
    const queries = panelQueries(dashboard).map(({ expression }) =>
      fillIn(expression, { variables, interval: '5s' }),
    );
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) expect(metricNames(query), query).not.toEqual([]);
  });

  test('asks data sources that are provisioned', () => {
    const why = namedDataSources(dashboard).map(({ dataSource }) => whyNotFound(dataSource, datasources));
    expect(why.filter((one) => one !== null)).toEqual([]);
  });

  test('shows what runs write if it is about that, and only then', () => {
    const names = panelQueries(dashboard).flatMap(({ expression }) => metricNames(expression));
    const own = dashboard.tags.includes(ownResultsTag);
    for (const name of names) expect(runSeries.includes(name), name).toBe(own);
  });
});

test('every dashboard is in the ConfigMap, under a uid of its own', () => {
  const kustomization = readFileSync(join(grafana, 'kustomization.yaml'), 'utf8');
  for (const file of globSync('dashboards/*.json', { cwd: grafana })) expect(kustomization).toContain(file);
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
});
