import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FaultScore, type FaultResult } from '../helpers/model/results.ts';
import { writeFaultReports } from './fault-reports.ts';

const caught: FaultResult = {
  name: 'dicom/plaintext',
  title: 'The listener takes <plaintext>',
  expected: ['dimse/plaintext-is-refused'],
  caughtBy: ['dimse/plaintext-is-refused'],
  outcome: 'caught',
  reason: 'dimse/plaintext-is-refused: it | was allowed; PGPASSWORD=abc',
  seconds: 14.23,
};
const score: FaultScore = {
  schemaVersion: 1,
  approach: 'helm',
  score: 0.5,
  healthyBefore: true,
  healthyAfter: true,
  faults: [caught, { ...caught, name: 'web/redirect', outcome: 'missed', caughtBy: [], reason: null }],
};

test('the score is written in three formats, escaped and redacted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-faults-'));
  await writeFaultReports(folder, score);
  const [json, markdown, page] = await Promise.all(
    ['faults.json', 'faults.md', 'faults.html'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  expect(FaultScore.parse(JSON.parse(json ?? '')).faults).toHaveLength(2);
  expect(markdown).toMatch(/^# helm: 1 of 2 faults caught \(50 %\)/);
  expect(markdown).toContain(
    '| `web/redirect` | The listener takes <plaintext> | missed | (dimse/plaintext-is-refused) | 14.2 |',
  );
  expect(page).toContain('The listener takes &lt;plaintext&gt;');
  expect(page).not.toContain('http');
  for (const text of [json, markdown, page]) expect(text).not.toContain('abc');
  await rm(folder, { recursive: true });
});
