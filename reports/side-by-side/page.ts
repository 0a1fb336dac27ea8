import { escapeHtml } from '../html.ts';
import { headline } from '../summary.ts';
import type { CellResult, CheckRow, DeploymentColumn, SideBySide } from './model.ts';
import { pageStyle } from './page-style.ts';
import { remainderOf, seconds, toldOf } from './told.ts';
import { isBad } from './trend.ts';

/** The comparison as one page that needs nothing but itself; its links lead to the reports beside it. */
export function sideBySidePage(compared: SideBySide): string {
  const { deployments, checks } = compared;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Side by side: ${escapeHtml(deployments.map(({ name }) => name).join(', '))}</title>
<style>${pageStyle}</style>
<main>
  <h1>Side by side</h1>
  <section class="cards">${deployments.map((one) => card(one, compared)).join('')}</section>
  <form class="filters">${filters(checks).join('')}</form>
  <div class="scroll"><table>
    <thead><tr><th>check</th>${deployments.map(({ name }) => `<th>${escapeHtml(name)}</th>`).join('')}</tr></thead>
    ${[...Map.groupBy(checks, ({ area }) => area)].map(([area, rows]) => group(area, rows, deployments)).join('')}
  </table></div>
</main>
</html>
`;
}

function card(deployment: DeploymentColumn, compared: SideBySide): string {
  const { name, approach, cluster, startedAt, durationMs, summary, faults, pages } = deployment;
  const bar = Object.entries(summary)
    .filter(([, count]) => count > 0)
    .map(
      ([verdict, count]) => `<i class="${verdict}" style="flex:${count}" title="${count} ${verdict}"></i>`,
    );
  return `
    <article>
      <h2>${escapeHtml(name)}</h2>
      <p>${escapeHtml(approach)} on ${escapeHtml(cluster || 'an unnamed cluster')}<br>${escapeHtml(when(startedAt))}, ${seconds(durationMs)}</p>
      <div class="bar">${bar.join('')}</div>
      <p class="headline">${escapeHtml(headline(deployment))}</p>
      <p>${link(pages.report, 'report')} · ${link(pages.faults, faults?.line ?? 'faults not scored')}</p>
      ${changes(deployment, compared)}
    </article>`;
}

const when = (iso: string): string => iso.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC');

const link = (page: string | null, text: string): string =>
  page ? `<a href="${escapeHtml(page)}">${escapeHtml(text)}</a>` : escapeHtml(text);

function changes(deployment: DeploymentColumn, compared: SideBySide): string {
  const told = toldOf(deployment, compared).map(
    ({ what, checks }) =>
      `<details><summary><b>${checks.length}</b> ${what}</summary>${checks.map((id) => `<code>${escapeHtml(id)}</code>`).join('')}</details>`,
  );
  const remainder = remainderOf(deployment, compared);
  return `<div class="changes">${told.join('')}${remainder ? `<p>${remainder}</p>` : ''}</div>`;
}

const shown = {
  all: () => true,
  'not passed': ({ results }: CheckRow) => results.some(({ verdict }) => isBad(verdict)),
  changed: ({ results }: CheckRow) =>
    results.some(({ trend, flaky }) => flaky || !['same', 'new'].includes(trend)),
  differs: ({ differs }: CheckRow) => differs.length > 0,
} as const;

/** Which filters show a row, as classes. */
const classesOf = (row: CheckRow): string =>
  Object.entries(shown)
    .flatMap(([name, shows]) => (shows(row) ? [name.replace(' ', '-')] : []))
    .join(' ');

const filters = (checks: readonly CheckRow[]): string[] =>
  Object.entries(shown).map(([name, shows]) => {
    const id = `show-${name.replace(' ', '-')}`;
    const checked = name === 'all' ? ' checked' : '';
    return `<input type="radio" name="show" id="${id}"${checked}><label for="${id}">${name} <small>${checks.filter(shows).length}</small></label>`;
  });

function group(area: string, rows: readonly CheckRow[], deployments: readonly DeploymentColumn[]): string {
  return `<tbody>
      <tr class="area"><th colspan="${deployments.length + 1}">${escapeHtml(area)}</th></tr>${rows.map((row) => tableRow(row, deployments)).join('')}
    </tbody>`;
}

function tableRow(row: CheckRow, deployments: readonly DeploymentColumn[]): string {
  const differs = row.differs.map((what) => ` <span class="tag differs">${what} differs</span>`);
  const cells = deployments.map(({ name }) => {
    const own = row.results.filter(({ deployment }) => deployment === name);
    return `<td>${own.map(result).join('') || '<span class="none">·</span>'}</td>`;
  });
  return `
      <tr class="check ${classesOf(row)}"><td><code>${escapeHtml(row.id)}</code>${differs.join('')}<p>${escapeHtml(row.title)}</p></td>${cells.join('')}</tr>`;
}

function result({ tenant, verdict, durationMs, reason, trend, flaky }: CellResult): string {
  const tags = [
    ...(trend === 'same' || trend === 'new' ? [] : [trend.replace('-', ' ')]),
    ...(flaky ? ['flaky'] : []),
  ];
  const label = `<span class="verdict ${verdict}">${verdict}</span>${tenant ? ` <small>${escapeHtml(tenant)}</small>` : ''}`;
  const rest = `${tags.map((tag) => ` <span class="tag">${tag}</span>`).join('')}<span class="time">${seconds(durationMs)}</span>`;
  if (!reason) return `<div class="result">${label}${rest}</div>`;
  return `<details class="result"><summary>${label}${rest}</summary><p class="reason">${escapeHtml(reason)}</p></details>`;
}
