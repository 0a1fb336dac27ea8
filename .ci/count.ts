// Says once more what failed, where a long log is cut off, then how many tests passed and failed:
// unit tests, checks of every cluster, faults caught.
import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Conformance, FaultScore, isWell } from '../helpers/model/results.ts';

const Unit = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});
const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];

function failed(where: string, what: string, why: string | null | undefined): void {
  const firstLines = (why ?? '').split('\n').slice(0, 12).join('\n    ');
  failures.push(`${where}: ${what}\n    ${firstLines.slice(0, 1000).trimEnd()}`);
}

function read<Schema extends z.ZodType>(schema: Schema, pattern: string): z.output<Schema>[] {
  return globSync(pattern).map((file) => schema.parse(JSON.parse(readFileSync(file, 'utf8'))));
}

const unit = read(Unit, 'reports/out/unit.json');
for (const { numPassedTests, numFailedTests, numPendingTests, testResults } of unit) {
  total.passed += numPassedTests;
  total.failed += numFailedTests;
  total.skipped += numPendingTests;
  for (const { name, status, message, assertionResults } of testResults) {
    const inside = assertionResults.filter((test) => test.status === 'failed');
    for (const { fullName, failureMessages } of inside) failed('unit', fullName, failureMessages?.[0]);
    if (status === 'failed' && inside.length === 0) failed('unit', name, message);
  }
}
const runs = read(Conformance, 'reports/out/*/conformance.json');
for (const { approach, summary, checks } of runs) {
  total.passed += summary.passed;
  total.failed += summary.failed + summary.inconclusive + summary.setupFailed;
  total.skipped += summary.unsupported + summary.skipped;
  for (const { id, verdict, reason } of checks)
    if (!isWell(verdict)) failed(`verify ${approach}`, `${id}: ${verdict}`, reason);
}
const scores = read(FaultScore, 'reports/out/*/faults.json');
for (const { approach, faults, healthyBefore, healthyAfter } of scores) {
  if (!healthyBefore || !healthyAfter)
    failed(`faults ${approach}`, 'health', `before: ${healthyBefore}, after: ${healthyAfter}`);
  for (const { name, outcome, reason } of faults) {
    if (outcome === 'unsupported') total.skipped += 1;
    else if (outcome === 'caught') total.passed += 1;
    else {
      total.failed += 1;
      failed(`faults ${approach}`, `${name}: ${outcome}`, reason);
    }
  }
}
for (const failure of failures) console.log(failure);
const missing = [unit, runs, scores].filter((found) => found.length === 0).length;
if (missing > 0) console.error('Expected results of unit tests, checks and faults; some were not written.');
console.log(`${total.passed} passed, ${total.failed + missing} failed, ${total.skipped} skipped`);
process.exitCode = total.failed + missing > 0 ? 1 : 0;
