import { rmSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
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
    if (holder === null || !isAlive(holder)) {
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

async function tryLock(): Promise<boolean> {
  try {
    const file = await open(paths.lock, 'wx');
    await file.write(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(): Promise<number | null> {
  const text = await readFile(paths.lock, 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
