import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Fault } from '../helpers/fault/define.ts';

/** Checks that no change to a cluster makes fail, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'dimse/other-authority-is-not-trusted':
    'the authority that its client trusts is made by the check: nobody else can sign what it would accept',
};

const checks = globSync('**/*.spec.ts', { cwd: join(import.meta.dirname, '..', 'suites') }).map((path) =>
  path.replace(/\.spec\.ts$/, ''),
);

/** The checks that a fault expects alone, whichever of their cases: of several, one that fails is enough. */
async function provenAlone(): Promise<ReadonlySet<string>> {
  const paths = globSync('**/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.test.ts'] });
  const modules = await Promise.all(
    paths.map(
      (path): Promise<{ default: Fault | readonly Fault[] }> => import(join(import.meta.dirname, path)),
    ),
  );
  const faults = modules.flatMap((module) => module.default);
  const expected = faults.map((fault) => [...new Set(fault.expected.map((id) => id.replace(/\[.*$/, '')))]);
  return new Set(expected.filter(({ length }) => length === 1).flat());
}

test('every check has a fault that it alone must catch', async () => {
  const proven = await provenAlone();
  const unproven = checks.filter((check) => !proven.has(check));
  expect(unproven.toSorted(), 'checks without one, exceptions included').toEqual(
    Object.keys(exceptions).toSorted(),
  );
});
