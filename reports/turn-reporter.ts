import { readSync } from 'node:fs';
import type { Reporter } from '@playwright/test/reporter';
import { beganVariable } from '../helpers/model/run-start.ts';

/** Holds a run that has loaded its tests back until standard input says that it is its turn, and when the whole began. */
export default class TurnReporter implements Reporter {
  onBegin(): void {
    // Playwright awaits no reporter here, so this blocks. An end without a turn: nobody wants the run any more.
    const began = readToEnd();
    if (began === '') process.exit(1);
    // The workers, none of which runs yet, have it from here.
    process.env[beganVariable] = began;
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** All of standard input. Where that is such that it does not wait, this does. */
function readToEnd(): string {
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const chunk = Buffer.alloc(64);
  for (let all = ''; ;) {
    try {
      const count = readSync(0, chunk);
      if (count === 0) return all;
      all += chunk.toString('utf8', 0, count);
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN')) throw thrown;
      Atomics.wait(never, 0, 0, 20);
    }
  }
}
