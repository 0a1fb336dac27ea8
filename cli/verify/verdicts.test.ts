import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../../helpers/model/results.ts';
import { tinyRun, type TinyRun } from './testing/tiny-run.ts';

const suites = {
  'area/passes.spec.ts': `test('It passes, and knows when the run began', { tag: ['@smoke', '@core'] }, () => {
      expect(Date.parse(process.env.KORTHWEB_BEGAN)).toBeGreaterThan(0);
    });`,
  'area/fails.spec.ts': `test('It fails', () => { expect(1, 'the replicas').toBe(2); });`,
  'area/throws-a-string.spec.ts': `test('It throws a string', () => { throw 'a bare string'; });`,
  'area/is-inconclusive.spec.ts': `import { InconclusiveError } from 'TESTING';
    test('It cannot tell', () => { throw new InconclusiveError('no samples', { cause: new Error('scrape failed') }); });`,
  'area/fixture-fails.spec.ts': `const broken = test.extend<{ thing: void }>({ thing: async ({}, use) => { throw new Error('no probe'); await use(); } });
    broken('Its fixture fails', ({ thing }) => {});`,
  'area/fixture-says-so.spec.ts': `import { settingUp } from 'TESTING';
    const broken = test.extend<{ thing: void }>({ thing: async ({}, use) => { await settingUp('a probe pod', () => Promise.reject(new Error('quota'))); await use(); } });
    broken('Its fixture says so', ({ thing }) => {});`,
  'area/fixture-hangs.spec.ts': `const broken = test.extend<{ thing: void }>({ thing: async ({}, use) => { await new Promise(() => {}); await use(); } });
    broken('Its fixture hangs', ({ thing }) => {});`,
  'area/cleanup-fails.spec.ts': `const broken = test.extend<{ thing: void }>({ thing: async ({}, use) => { await use(); throw new Error('study not deleted'); } });
    broken('Its cleanup fails', ({ thing }) => {});`,
  'area/hangs.spec.ts': `test('Its body hangs', async () => { await new Promise(() => {}); });`,
  'area/times-out.spec.ts': `import { TimeoutError } from 'TESTING';
    test('Its body times out', () => { throw new TimeoutError('Waited 15 s'); });`,
  'area/worker-dies.spec.ts': `test('Its worker dies', () => { process.exit(3); });`,
  'area/unsupported.spec.ts': `test.use({ requires: ['istio', 'traefik', 'grafana'] }); test('It needs features', () => {});`,
  'area/disruptive.spec.ts': `test('It disturbs', { tag: '@disruptive' }, () => {});`,
  'area/skipped.spec.ts': `test('It is skipped', () => { test.skip(true, 'no node here'); });`,
  'area/marked-to-fail.spec.ts': `test('It is marked', () => { test.fail(); expect(1).toBe(2); });`,
  'area/table.spec.ts': `for (const version of ['1.0', '1.1']) test(\`TLS is refused [tls-\${version}]\`, () => {});`,
  'area/same-id.spec.ts': `test('One', () => {}); test('Two', () => {});`,
  'area/denied.spec.ts': `import { httpRefusal } from 'TESTING';
    test('It is denied', async ({ denial }) => {
      await denial({ what: 'GET /', attempt: async () => ({ status: 401, body: '' }), expect: httpRefusal(401),
        controls: [{ what: 'GET / with credentials', attempt: async () => {} }] });
    });`,
  'area/allowed.spec.ts': `import { httpRefusal } from 'TESTING';
    test('It is allowed', async ({ denial }) => {
      await denial({ what: 'GET /', attempt: async () => ({ status: 200, body: '' }), expect: httpRefusal(401),
        controls: [{ what: 'GET / with credentials', attempt: () => Promise.reject(new Error('down')) }] });
    });`,
  'area/notes.spec.ts': `import { exercises, knownDeviation, latencyAnnotation } from 'TESTING';
    test('It notes', { annotation: [...exercises('IngressRoute/web'), knownDeviation({ asks: '415', does: 'answers 200' })] },
      () => { test.info().annotations.push(latencyAnnotation('STOW-RS', 12.34)); });`,
} as const;

let run: TinyRun;
const check = (id: string) => run.conformance.checks.find((one) => one.id === `area/${id}`);

beforeAll(async () => {
  run = await tinyRun(suites);
}, 90_000);
afterAll(() => run[Symbol.asyncDispose]());

describe('a verdict of real Playwright', () => {
  test.each([
    ['passes', 'passed', null],
    ['fails', 'failed', /^the replicas/],
    ['throws-a-string', 'failed', /a bare string/],
    ['is-inconclusive', 'inconclusive', /^no samples$/],
    ['fixture-fails', 'setup-failed', /^no probe$/],
    ['fixture-says-so', 'setup-failed', /^Could not set up a probe pod: quota$/],
    ['fixture-hangs', 'setup-failed', /while setting up "thing"/],
    ['cleanup-fails', 'setup-failed', /^study not deleted$/],
    ['hangs', 'failed', /timeout of 1500ms exceeded/],
    ['times-out', 'failed', /^Waited 15 s$/],
    ['worker-dies', 'inconclusive', /worker process exited unexpectedly/],
    ['unsupported', 'unsupported', /^feature istio, grafana$/],
    ['disruptive', 'skipped', /^needs --disruptive$/],
    ['skipped', 'skipped', /^no node here$/],
    ['marked-to-fail', 'failed', /test\.fail\(\)/],
    ['denied', 'passed', null],
    ['allowed', 'failed', /^GET \/: expected HTTP 401, got HTTP 200.*it was allowed$/],
  ] as const)('%s is %s', (id, verdict, reason) => {
    expect(check(id)?.verdict).toBe(verdict);
    if (reason === null) expect(check(id)?.reason).toBeNull();
    else expect(check(id)?.reason).toMatch(reason);
  });

  test('of a table has its case in the id', () => {
    expect(check('table[tls-1.0]')?.verdict).toBe('passed');
    expect(check('table[tls-1.1]')?.verdict).toBe('passed');
  });

  test('refuses two tests of one id', () => {
    const both = run.conformance.checks.filter(({ id }) => id === 'area/same-id');
    expect(both.map(({ verdict }) => verdict).toSorted()).toEqual(['passed', 'setup-failed']);
  });

  test('comes with its controls, however it ended', () => {
    const what = 'GET / with credentials';
    expect(check('denied')?.controls).toEqual([{ what, before: 'passed', after: 'passed' }]);
    expect(check('allowed')?.controls).toEqual([{ what, before: 'failed', after: 'failed' }]);
  });

  test('comes with notes and tags', () => {
    const { exercises, knownDeviation, latencies } = check('notes') ?? {};
    expect({ exercises, knownDeviation, latencies }).toEqual({
      exercises: ['IngressRoute/web'],
      knownDeviation: 'the standard asks 415; this version answers 200',
      latencies: [{ what: 'STOW-RS', ms: 12.3 }],
    });
    expect(check('passes')?.tags).toEqual(['smoke', 'core']);
  });
});

describe('the reports of that run', () => {
  test('add up', () => {
    expect(run.conformance.summary).toEqual({
      passed: 6,
      failed: 6,
      inconclusive: 2,
      setupFailed: 5,
      unsupported: 1,
      skipped: 2,
    });
    expect(run.conformance.checks).toHaveLength(22);
    expect(exitCode(run.conformance.summary)).toBe(1);
  });

  test('JUnit keeps the verdicts apart, with reasons', async () => {
    const junit = await run.read('junit.xml');
    expect(junit).toContain('tests="22" failures="6" errors="7" skipped="3"');
    expect(junit).toContain('<skipped message="unsupported: feature istio, grafana"/>');
    expect(junit).toContain('<skipped message="skipped: needs --disruptive"/>');
    expect(junit).toContain('<error type="inconclusive" message="no samples">');
    expect(junit).toContain('<error type="setup-failed" message="no probe">');
    expect(junit).toContain('<failure type="failed" message="Waited 15 s">');
  });

  test('the Markdown summary says what did not pass, and the known deviation', async () => {
    const summary = await run.read('summary.md');
    expect(summary).toMatch(
      /^# helm: 6 passed, 6 failed, 2 inconclusive, 5 setup-failed, 1 unsupported, 2 skipped/,
    );
    expect(summary).toContain('`area/notes`: the standard asks 415; this version answers 200');
    expect(summary).toContain('`area/is-inconclusive` **inconclusive**: no samples');
  });

  test('the metrics count verdicts, durations and latencies', async () => {
    const metrics = await run.read('metrics.prom');
    expect(metrics).toMatch(/korthweb_checks\{verdict="setup-failed",approach="helm",cluster="[^"]*"\} 5/);
    expect(metrics).toMatch(/korthweb_observed_latency_seconds_count\{.*what="STOW-RS".*\} 1/);
    expect(metrics).toContain('korthweb_check_duration_seconds{check="area/passes"');
  });

  test('the terminal shows a line for each check', () => {
    expect(run.printed).toContain('✓ area/passes');
    expect(run.printed).toContain('? inconclusive area/is-inconclusive');
    expect(run.printed).not.toContain('\u001b[K');
  });
});
