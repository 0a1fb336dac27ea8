// Prints how many tests passed and failed: unit tests, checks of every cluster, faults caught.
import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Conformance, FaultScore } from '../helpers/model/results.ts';

const Unit = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const total = { passed: 0, failed: 0, skipped: 0 };

function read<Schema extends z.ZodType>(schema: Schema, pattern: string): z.output<Schema>[] {
  return globSync(pattern).map((file) => schema.parse(JSON.parse(readFileSync(file, 'utf8'))));
}

const unit = read(Unit, 'reports/out/unit.json');
for (const { numPassedTests, numFailedTests, numPendingTests } of unit) {
  total.passed += numPassedTests;
  total.failed += numFailedTests;
  total.skipped += numPendingTests;
}
const runs = read(Conformance, 'reports/out/*/conformance.json');
for (const { summary } of runs) {
  total.passed += summary.passed;
  total.failed += summary.failed + summary.inconclusive + summary.setupFailed;
  total.skipped += summary.unsupported + summary.skipped;
}
const scores = read(FaultScore, 'reports/out/*/faults.json');
for (const { outcome } of scores.flatMap(({ faults }) => faults)) {
  if (outcome === 'unsupported') total.skipped += 1;
  else if (outcome === 'caught') total.passed += 1;
  else total.failed += 1;
}
const missing = [unit, runs, scores].filter((found) => found.length === 0).length;
if (missing > 0) console.error('Expected results of unit tests, checks and faults; some were not written.');
console.log(`${total.passed} passed, ${total.failed + missing} failed, ${total.skipped} skipped`);
process.exitCode = total.failed + missing > 0 ? 1 : 0;
