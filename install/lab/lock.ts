import { readFileSync, rmSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { paths } from './paths.ts';

/**
 * Holds the lab's lock, so that one command at a time changes what the lab made. A second one says so and waits.
 * The lock names its holder's process; one left by a process that is gone is taken over.
 */
export async function lockLab(say: (what: string) => void): Promise<AsyncDisposable> {
  await mkdir(dirname(paths.lock), { recursive: true });
  let announced = false;
  while (!(await tryLock())) {
    const holder = await readHolder();
    if (holder === null) {
      await rm(paths.lock, { force: true });
      continue;
    }
    if (!announced)
      say(`waiting for the \`korthweb\` command of process ${holder}, which is changing the lab`);
    announced = true;
    await delay(500);
  }
  process.once('exit', removeLock);
  return {
    async [Symbol.asyncDispose]() {
      process.off('exit', removeLock);
      await rm(paths.lock, { force: true });
    },
  };
}

// Called when the process ends, where nothing asynchronous happens any more.
const removeLock = (): void => rmSync(paths.lock, { force: true });

/** Takes the lock with its holder's name already in it: nobody ever sees it nameless. */
async function tryLock(): Promise<boolean> {
  const mine = `${paths.lock}.${process.pid}`;
  await writeFile(mine, identityOf(process.pid) ?? '');
  try {
    await link(mine, paths.lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
}

/** The process that holds the lock; null when it is gone, or was cut short while it wrote its name. */
async function readHolder(): Promise<number | null> {
  const text = await readFile(paths.lock, 'utf8').catch(() => '');
  const pid = Number(text.split(' ')[0]);
  return pid > 0 && identityOf(pid) === text ? pid : null;
}

/** A process's id and when it started, since ids are used again; null when there is none. Source: proc(5), `stat`. */
function identityOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, , , , , , , , , , , , , , , , , , , started] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${pid} ${started}`;
  } catch {
    return null;
  }
}
