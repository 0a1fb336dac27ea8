import type { Conformance } from '../helpers/model/results.ts';
import { headline } from './summary.ts';

/** Several deployments' results as one Markdown table: a row a check, a column a deployment. */
export function sideBySide(
  runs: readonly { readonly name: string; readonly conformance: Conformance }[],
): string {
  const ids = [
    ...new Set(runs.flatMap(({ conformance }) => conformance.checks.map(({ id }) => id))),
  ].toSorted();
  const rows = ids.map((id) => [
    id,
    ...runs.map(({ conformance }) => conformance.checks.find((check) => check.id === id)?.verdict ?? ''),
  ]);
  const all = [
    ['check', ...runs.map(({ name }) => name)],
    ...rows,
    ['', ...runs.map(({ conformance }) => headline(conformance))],
  ];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [
    lines[0],
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...lines.slice(1),
    '',
  ].join('\n');
}
