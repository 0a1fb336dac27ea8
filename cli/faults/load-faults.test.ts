import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadApproach } from '../../fixtures/load-approach.ts';
import { projectRoot } from '../verify/playwright.ts';
import { whyUnsupported } from './applicable.ts';
import { loadFaults } from './load-faults.ts';

const define = fileURLToPath(new URL('../../helpers/fault/define.ts', import.meta.url));
const fault = (variant = '') => `{ title: 'T', ${variant} expected: ['a/b'], change: () => [] }`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'korthweb-faults-'));
  await mkdir(join(folder, 'ingress'));
  await writeFile(
    join(folder, 'ingress/no-redirect.ts'),
    `import { defineFault } from '${define}'; export default defineFault(${fault()});`,
  );
  const table = `import { defineFaults } from '${define}'; export default defineFaults([${fault("variant: 'port',")}, ${fault("variant: 'host',")}]);`;
  await writeFile(join(folder, 'ingress/wrong-route.ts'), table);
});
afterAll(() => rm(folder, { recursive: true }));

const names = async (...only: string[]): Promise<string[]> =>
  (await loadFaults(only, folder)).map(({ name }) => name);

test('faults are named by their path, variants in brackets', async () => {
  expect(await names()).toEqual([
    'ingress/no-redirect',
    'ingress/wrong-route[port]',
    'ingress/wrong-route[host]',
  ]);
});

test.each([
  ['no-redirect', ['ingress/no-redirect']],
  ['ingress/no-redirect', ['ingress/no-redirect']],
  ['wrong-route', ['ingress/wrong-route[port]', 'ingress/wrong-route[host]']],
  ['wrong-route[host]', ['ingress/wrong-route[host]']],
])('--only %s', async (only, wanted) => {
  expect(await names(only)).toEqual(wanted);
});

test.each([
  ['no-such', 'ingress/no-redirect, ingress/wrong-route'],
  ['wrong-route[path]', 'ingress/wrong-route[port], ingress/wrong-route[host]'],
])('the unknown name %s is refused, with the known ones near it', async (unknown, known) => {
  await expect(names(unknown)).rejects.toThrow(`--only: expected one of ${known}, got "${unknown}"`);
});

test('a file that is no fault is named', async () => {
  const other = await mkdtemp(join(tmpdir(), 'korthweb-faults-'));
  await writeFile(join(other, 'broken.ts'), `export default { title: 'T' };`);
  await expect(loadFaults([], other)).rejects.toThrow(
    'faults/broken.ts: expected its default export to be defineFault',
  );
  await rm(other, { recursive: true });
});

test.each(['README.md', 'CONTRIBUTING.md', 'cli/faults.ts'])(
  'each --only of the examples in %s names faults that apply',
  async (file) => {
    const text = await readFile(join(projectRoot, file), 'utf8');
    const examples = [...text.matchAll(/korthweb faults (\w+) --only (?:'([^']+)'|([^\s`]+))/g)];
    expect(examples).not.toEqual([]);
    for (const [example, name = '', quoted, bare = ''] of examples) {
      const approach = await loadApproach(name);
      for (const named of await loadFaults([quoted ?? bare]))
        expect(whyUnsupported(named.fault, approach), example).toBeNull();
    }
  },
);
