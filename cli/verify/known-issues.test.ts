import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckResult, Verdict } from '../../helpers/model/results.ts';
import { check as result } from './testing/check.ts';
import { applyKnownIssues, knownIssuesCheck, readKnownIssues } from './known-issues.ts';

const today = new Date('2026-06-15T12:00:00Z');
const check = (verdict: Verdict): CheckResult =>
  result('dimse/echo', verdict, verdict === 'passed' ? {} : { reason: 'no answer' });
const issue = (expires: string) => [{ check: 'dimse/echo', reason: 'vendor ticket 7', expires }];

describe('a known issue', () => {
  test('marks the failure up to its last day', () => {
    for (const expires of ['2026-06-15', '2027-01-01']) {
      expect(applyKnownIssues([check('failed')], issue(expires), today)).toEqual([
        { ...check('failed'), knownIssue: `vendor ticket 7 (until ${expires})` },
      ]);
    }
  });

  test('no longer counts when it has expired, and says so', () => {
    const [found] = applyKnownIssues([check('failed')], issue('2026-06-14'), today);
    expect(found?.knownIssue).toBeUndefined();
    expect(found?.reason).toBe('no answer (known issue "vendor ticket 7" expired on 2026-06-14)');
  });

  test('that passes fails', () => {
    const [found] = applyKnownIssues([check('passed')], issue('2027-01-01'), today);
    expect(found).toMatchObject({
      verdict: 'failed',
      reason: 'it passes, although the known issues list it (vendor ticket 7): remove the entry',
    });
  });

  test.each(['inconclusive', 'setup-failed', 'unsupported', 'skipped'] as const)(
    'leaves %s alone',
    (verdict) => {
      expect(applyKnownIssues([check(verdict)], issue('2027-01-01'), today)).toEqual([check(verdict)]);
    },
  );

  test('leaves other checks alone', () => {
    const other = { ...check('failed'), id: 'dimse/store' };
    expect(applyKnownIssues([other], issue('2027-01-01'), today)).toEqual([other]);
  });
});

/** What is said of a list with `dimse/echo` after a run of this check alone. */
const afterA = (id: string) => knownIssuesCheck([result(id, 'skipped')], issue('2027-01-01'));

describe('whether each known issue names a check', () => {
  test('passes where it does, whatever came of the check', () => {
    expect(afterA('dimse/echo')).toMatchObject({ verdict: 'passed', reason: null });
  });

  test('fails where no check has that id, and names it', () => {
    expect(afterA('dimse/echo-by-name')).toMatchObject({
      id: 'coverage/known-issues-name-checks',
      verdict: 'failed',
      reason: 'the known issues list dimse/echo, and no check has that id: correct or remove the entry',
    });
  });
});

test('a bad file names the field', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-known-'));
  const file = join(folder, 'known.yaml');
  await writeFile(file, '- check: a/b\n  reason: x\n  expires: soon\n- check: a/c\n');
  const reading = readKnownIssues(file);
  await expect(reading).rejects.toThrow('`[0].expires`: expected a date like 2027-01-31, got "soon"');
  await expect(reading).rejects.toThrow('`[1].reason`: expected string, got nothing');
  await rm(folder, { recursive: true });
});
