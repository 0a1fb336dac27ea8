import { styleText } from 'node:util';
import { headline } from '../summary.ts';
import type { CheckRow, DeploymentColumn, SideBySide } from './model.ts';
import { remainderOf, seconds, together, toldOf } from './told.ts';

type Style = Parameters<typeof styleText>[0];

const looks = {
  passed: ['✓', 'green'],
  failed: ['✗ failed', 'red'],
  inconclusive: ['? inconclusive', 'yellow'],
  'setup-failed': ['! setup-failed', 'yellow'],
  unsupported: ['- unsupported', 'gray'],
  skipped: ['- skipped', 'gray'],
} as const satisfies Record<string, readonly [string, Style]>;

interface Cell {
  readonly text: string;
  readonly style: Style;
}
const plain = (text: string): Cell => ({ text, style: 'reset' });

/** The comparison in a terminal: every check, what differs, what changed since the runs before. */
export function terminalSideBySide(compared: SideBySide, page: string, stream: NodeJS.WriteStream): string {
  const { deployments, checks } = compared;
  const table = [
    [plain('check'), ...deployments.map(({ name }) => plain(name)), plain('differs')],
    ...checks.map((row) => tableRow(row, deployments)),
  ];
  return [
    ...aligned(table, stream),
    '',
    ...deployments.flatMap((deployment) => ofDeployment(deployment, compared, stream)),
    `side by side: ${page}`,
    '',
  ].join('\n');
}

function tableRow({ id, results, differs }: CheckRow, deployments: readonly DeploymentColumn[]): Cell[] {
  const cells = deployments.map(({ name }): Cell => {
    const one = together(results.filter(({ deployment }) => deployment === name));
    if (!one) return plain('');
    const [text, style] = looks[one.verdict];
    return { text: one.verdict === 'unsupported' ? text : `${text} ${seconds(one.durationMs)}`, style };
  });
  return [plain(id), ...cells, { text: differs.join(', '), style: 'yellow' }];
}

function aligned(rows: readonly (readonly Cell[])[], stream: NodeJS.WriteStream): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map(({ text, style }, column) => styleText(style, text.padEnd(widths[column] ?? 0), { stream }))
      .join('  ')
      .trimEnd(),
  );
}

function ofDeployment(
  deployment: DeploymentColumn,
  compared: SideBySide,
  stream: NodeJS.WriteStream,
): string[] {
  const { name, durationMs, faults } = deployment;
  const remainder = remainderOf(deployment, compared);
  return [
    `${styleText('bold', name, { stream })}: ${headline(deployment)} in ${seconds(durationMs)}${faults ? `; ${faults.line}` : ''}`,
    ...toldOf(deployment, compared).map(({ what, checks }) => `  ${what}: ${checks.join(', ')}`),
    ...(remainder ? [`  ${remainder}`] : []),
    '',
  ];
}
