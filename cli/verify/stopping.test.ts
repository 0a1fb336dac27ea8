import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../helpers/model/eventually.ts';
import { interruptible, InterruptedError } from './interruption.ts';
import { runPhases } from './run-phases.ts';
import { everything } from './selection.ts';
import { tinyProject } from './testing/tiny-project.ts';

const suite = `import { writeFileSync } from 'node:fs';
  const cleaned = test.extend<{ thing: void }>({ thing: async ({}, use) => { await use(); writeFileSync('cleaned', ''); } });
  cleaned('It hangs', async ({ thing }) => { test.setTimeout(60_000); writeFileSync('began-' + process.pid, ''); await new Promise(() => {}); });`;

test('Ctrl-C lets fixtures clean up, ends the workers, and gives the exit code 130', async () => {
  await using project = await tinyProject({ 'area/hangs.spec.ts': suite });
  const folder = join(project.root, 'out');
  const fixed = {
    cwd: project.root,
    folder,
    deployment: project.deployment,
    tenants: 1,
    secrets: [],
    output: 'none' as const,
  };
  const running = interruptible((signal) =>
    runPhases({ ...fixed, selection: everything, disruptive: false, workers: 1, signal }),
  );
  const began = await eventually(() => beganIn(project.root), {
    what: 'the test to begin',
    timeout: 'configurationEffective',
  });
  process.emit('SIGINT');
  const error: unknown = await running.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InterruptedError);
  expect(error).toMatchObject({ exitCode: 130 });
  expect(existsSync(join(project.root, 'cleaned'))).toBe(true);
  const worker = Number(began.split('-')[1]);
  expect(() => process.kill(worker, 0)).toThrow('ESRCH');
}, 60_000);

function beganIn(root: string): string {
  const file = readdirSync(root).find((name) => name.startsWith('began-'));
  if (!file) throw new Error('not yet');
  return file;
}
