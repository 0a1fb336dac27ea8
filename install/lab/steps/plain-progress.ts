const lineEvery = 20_000;
const began = performance.now();

/** Progress of one step as plain lines: what it does now, at most every 20 s, and how it ended. */
export function plainProgress(title: string): { say(what: string): void; end(how: string): void } {
  let last = performance.now();
  return {
    say(what) {
      const now = performance.now();
      if (!what || now - last < lineEvery) return;
      last = now;
      print(title, what);
    },
    end: (how) => print(title, how),
  };
}

function print(title: string, what: string): void {
  const elapsed = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`[${String(elapsed).padStart(4)} s] ${title}: ${what}\n`);
}
