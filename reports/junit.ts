import { summarize, type CheckResult, type Conformance } from '../helpers/model/results.ts';

/** The run as JUnit XML: failed = failure, inconclusive and setup-failed = error, the rest = skipped with the reason. */
export function junitOf(conformance: Conformance): string {
  const areas = Map.groupBy(conformance.checks, ({ area }) => area);
  const suites = [...areas].map(([area, checks]) => suite(conformance, area, checks));
  const attributes = `name="korthweb ${escape(conformance.approach)}" ${counts(conformance.checks)} time="${seconds(conformance.durationMs)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ startedAt }: Conformance, area: string, checks: readonly CheckResult[]): string {
  const time = seconds(checks.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const opening = `  <testsuite name="${escape(area)}" ${counts(checks)} time="${time}" timestamp="${startedAt}">`;
  return [opening, ...checks.map(testcase), '  </testsuite>'].join('\n');
}

function counts(checks: readonly CheckResult[]): string {
  const counted = summarize(checks.filter(({ knownIssue }) => !knownIssue));
  const errors = counted.inconclusive + counted.setupFailed;
  const skipped =
    counted.unsupported + counted.skipped + checks.filter(({ knownIssue }) => knownIssue).length;
  return `tests="${checks.length}" failures="${counted.failed}" errors="${errors}" skipped="${skipped}"`;
}

function testcase(check: CheckResult): string {
  const opening = `    <testcase name="${escape(check.title)}" classname="${escape(check.id)}" time="${seconds(check.durationMs)}"`;
  const inner = [...properties(check), ...outcome(check)];
  return inner.length
    ? [`${opening}>`, ...inner.map((line) => `      ${line}`), '    </testcase>'].join('\n')
    : `${opening}/>`;
}

function outcome({ verdict, reason, knownIssue }: CheckResult): string[] {
  if (verdict === 'passed') return [];
  if (knownIssue) return [`<skipped message="${escape(`known issue: ${knownIssue}`)}"/>`];
  const message = escape(reason?.split('\n')[0] ?? verdict);
  if (verdict === 'unsupported' || verdict === 'skipped')
    return [`<skipped message="${verdict}: ${message}"/>`];
  const element = verdict === 'failed' ? 'failure' : 'error';
  return [`<${element} type="${verdict}" message="${message}">${escape(reason ?? '')}</${element}>`];
}

function properties({ verdict, knownDeviation, controls }: CheckResult): string[] {
  const named: [string, string][] = [['verdict', verdict]];
  if (knownDeviation) named.push(['knownDeviation', knownDeviation]);
  for (const { what, before, after } of controls)
    named.push(['control', `${what}: ${before} before, ${after} after`]);
  const lines = named.map(([name, value]) => `<property name="${name}" value="${escape(value)}"/>`);
  return [`<properties>${lines.join('')}</properties>`];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** XML 1.0 knows no other control characters, not even escaped. */
const escape = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"\n]/g, (character) => entities[character] ?? character);
