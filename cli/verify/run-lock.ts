import { globSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../helpers/model/errors.ts';
import { outRoot } from '../../reports/out.ts';
import { isAlive } from './process-alive.ts';

const Holder = z.object({ pid: z.int(), run: z.string() });
const fileName = 'running.json';

/**
 * Holds a reports' folder for one run: two would mix their results.
 * @throws {ConfigError} naming the process that holds it; what a dead process left is taken over.
 */
export async function holdFolder(folder: string, run: string): Promise<AsyncDisposable> {
  const file = join(folder, fileName);
  await mkdir(folder, { recursive: true });
  const holder = readHolder(file);
  if (holder && isAlive(holder.pid)) {
    throw new ConfigError(
      `Process ${holder.pid} is writing its results to ${folder}. Next: wait for it, or give this run a --name of its own`,
    );
  }
  await rm(file, { force: true });
  // `wx` fails for the slower of two that begin at once.
  await writeFile(file, JSON.stringify({ pid: process.pid, run }), { flag: 'wx' });
  const release = (): void => rmSync(file, { force: true });
  process.once('exit', release);
  return {
    async [Symbol.asyncDispose]() {
      process.off('exit', release);
      release();
    },
  };
}

/** The runs that are under way on this machine: what they made in a cluster is no leftover. */
export function liveRuns(root = outRoot()): string[] {
  const holders = globSync(join('*', fileName), { cwd: root }).map((path) => readHolder(join(root, path)));
  return holders.flatMap((holder) => (holder && isAlive(holder.pid) ? [holder.run] : []));
}

function readHolder(file: string): z.infer<typeof Holder> | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined; // None, or one that was cut short: nobody holds it.
  }
}
