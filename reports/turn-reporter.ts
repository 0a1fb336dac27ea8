import { readSync } from 'node:fs';
import type { Reporter } from '@playwright/test/reporter';

/** Holds a run that has loaded its tests back until a byte on standard input says that it is its turn. */
export default class TurnReporter implements Reporter {
  onBegin(): void {
    // Playwright awaits no reporter here, so this blocks. An end without a turn: nobody wants the run any more.
    if (readByte() === 0) process.exit(1);
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** How many bytes came: 1, or 0 at the end. Where standard input is such that it does not wait, this does. */
function readByte(): number {
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (;;) {
    try {
      return readSync(0, Buffer.alloc(1));
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN')) throw thrown;
      Atomics.wait(never, 0, 0, 20);
    }
  }
}
