import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { phasesFor } from './phases.ts';
import { command, projectRoot } from './playwright.ts';
import { testsOf } from './run-phases.ts';
import { everything, selectedFiles } from './selection.ts';

const files = selectedFiles(join(projectRoot, 'suites'), everything);

/** The tests that Playwright has for these arguments, as it lists them, but for the place in the file. */
async function listed(args: readonly string[]): Promise<string[]> {
  const all = [
    command,
    'test',
    '--list',
    '--reporter=list',
    '--pass-with-no-tests',
    '--project=gitops',
    ...args,
  ];
  const { stdout } = spawn(process.execPath, all, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = (await text(stdout)).split('\n').filter((line) => line.includes(' › '));
  // Several that transform a file at once sometimes disagree about its line numbers: one finds the code cached before its map.
  return lines.map((line) => line.replace(/:\d+:\d+ › /, ' › '));
}

test.each([1, 2])(
  'every test of the suites is in one phase, and in no other, with %d tenants',
  async (tenants) => {
    const phases = phasesFor(files, everything, { disruptive: true, tenants });
    const lists = await Promise.all([[], ...phases.map((phase) => testsOf(phase, everything))].map(listed));
    const [all = [], ...each] = lists;
    expect(all.length).toBeGreaterThan(200);
    expect(each.flat().toSorted()).toEqual(all.toSorted());
  },
  120_000,
);
