import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../../helpers/model/errors.ts';
import { holdFolder, liveRuns } from './run-lock.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'korthweb-lock-'));
});
afterEach(() => rm(root, { recursive: true }));

test('a second run of the same name is refused while the first one lives', async () => {
  {
    await using first = await holdFolder(join(root, 'helm'), 'run1');
    expect(first).toBeDefined();
    await expect(holdFolder(join(root, 'helm'), 'run2')).rejects.toThrow(ConfigError);
    await using other = await holdFolder(join(root, 'two'), 'run3');
    expect(other).toBeDefined();
    expect(liveRuns(root).toSorted()).toEqual(['run1', 'run3']);
  }
  expect(liveRuns(root)).toEqual([]);
});

test('what a dead process left is taken over', async () => {
  const { pid } = await execa(process.execPath, ['-p', 'process.pid']).then(({ stdout }) => ({
    pid: Number(stdout),
  }));
  await using held = await holdFolder(join(root, 'helm'), 'run0');
  expect(held).toBeDefined();
  await writeFile(join(root, 'helm/running.json'), JSON.stringify({ pid, run: 'run1' }));
  expect(liveRuns(root)).toEqual([]);
  await using next = await holdFolder(join(root, 'helm'), 'run2');
  expect(next).toBeDefined();
  expect(liveRuns(root)).toEqual(['run2']);
});
