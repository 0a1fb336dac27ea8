import type { FaultResult, FaultScore } from '../helpers/model/results.ts';
import { scoreLine } from './faults-markdown.ts';
import { escapeHtml } from './html.ts';

/** The score as one page that needs nothing but itself. */
export function faultsPage(result: FaultScore): string {
  const { approach, healthyBefore, healthyAfter, faults } = result;
  const health = `healthy before: ${healthyBefore ? 'yes' : 'no'} · healthy after: ${healthyAfter ? 'yes' : 'no'}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Faults: ${escapeHtml(approach)}</title>
<style>${style}</style>
<main>
  <h1>${escapeHtml(approach)}: ${escapeHtml(scoreLine(result))}</h1>
  <p>${health}</p>
  <div class="bar">${faults.map(({ name, outcome }) => `<i class="${outcome}" title="${escapeHtml(name)}: ${outcome}"></i>`).join('')}</div>
  <table>
    <thead><tr><th>fault</th><th>outcome</th><th>what the checks said</th><th>seconds</th></tr></thead>
    <tbody>${faults.map(row).join('')}</tbody>
  </table>
</main>
</html>
`;
}

function row({ name, title, outcome, expected, caughtBy, reason, seconds }: FaultResult): string {
  const checks = caughtBy
    .map((id) => `<code${expected.includes(id) ? ' class="expected"' : ''}>${escapeHtml(id)}</code>`)
    .join(' ');
  const wanted =
    outcome === 'caught'
      ? ''
      : `<p class="wanted">expected: ${expected.map((id) => `<code>${escapeHtml(id)}</code>`).join(' ')}</p>`;
  return `
      <tr>
        <td><b>${escapeHtml(name)}</b><p>${escapeHtml(title)}</p></td>
        <td><span class="badge ${outcome}">${outcome}</span></td>
        <td>${checks}${wanted}${reason ? `<p class="reason">${escapeHtml(reason)}</p>` : ''}</td>
        <td class="number">${seconds.toFixed(1)}</td>
      </tr>`;
}

const style = `
  :root { color-scheme: light dark; --good: #1a7f37; --near: #9a6700; --bad: #cf222e; --mute: #6e7781; }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
  main { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin: 0; }
  p { margin: .2rem 0; color: var(--mute); }
  .bar { display: flex; gap: 3px; margin: 1rem 0 1.5rem; }
  .bar i { flex: 1; height: 10px; border-radius: 3px; }
  table { width: 100%; border-collapse: collapse; }
  th { text-align: left; font-weight: 600; }
  th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); vertical-align: top; }
  code { font: 13px ui-monospace, monospace; }
  code.expected { font-weight: 700; }
  .reason { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  .badge { color: #fff; border-radius: 1rem; padding: .1rem .6rem; font-size: .85rem; white-space: nowrap; }
  .caught { background: var(--good); } .caught-by-other { background: var(--near); }
  .missed, .error { background: var(--bad); } .unsupported { background: var(--mute); }
`;
