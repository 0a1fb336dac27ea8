import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from './paths.ts';
import { stockKubernetes, versions } from './versions.ts';

const workflow = (name: string): string =>
  readFileSync(join(projectRoot, '.github', 'workflows', name), 'utf8');

const Cell = z.object({ images: z.string(), kubernetes: z.string() });
const Nightly = z.object({
  jobs: z.object({
    deployment: z.object({
      strategy: z.object({
        matrix: z.object({
          images: z.array(z.string()),
          kubernetes: z.array(z.string()),
          exclude: z.array(Cell),
        }),
      }),
    }),
  }),
});

test('the nightly builds the pinned Kubernetes, and takes stock nodes that kind comes with', () => {
  const { matrix } = Nightly.parse(parse(workflow('nightly.yaml'))).jobs.deployment.strategy;
  const excluded = new Set(matrix.exclude.map(({ images, kubernetes }) => `${images} ${kubernetes}`));
  const of = (images: string): string[] =>
    matrix.kubernetes.filter((version) => !excluded.has(`${images} ${version}`));
  expect(of('source')).toEqual([versions.kubernetes]);
  expect(stockKubernetes).toEqual(expect.arrayContaining(of('registry')));
  expect(of('registry')).toHaveLength(3);
});

test.each(['ci.yaml', 'nightly.yaml'])('%s pins every action by its full version', (name) => {
  const uses = workflow(name).match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/@v\d+\.\d+\.\d+$/);
});
