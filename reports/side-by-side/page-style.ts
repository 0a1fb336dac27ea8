/** The look of the page: light and dark, rows chosen by the filter that is checked. */
export const pageStyle = `
  :root { color-scheme: light dark; --good: #1a7f37; --near: #9a6700; --bad: #cf222e; --mute: #6e7781; --line: color-mix(in srgb, currentColor 15%, transparent); }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
  main { margin: 2rem auto; padding: 0 1.5rem; max-width: 100rem; }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; } h2 { font-size: 1.1rem; margin: 0; }
  p { margin: .2rem 0; color: var(--mute); }
  code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
  a { color: inherit; }
  .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 1rem; }
  article { border: 1px solid var(--line); border-radius: 8px; padding: 1rem; }
  .bar { display: flex; gap: 2px; margin: .6rem 0; } .bar i { height: 10px; min-width: 3px; border-radius: 3px; }
  .headline { color: inherit; font-weight: 600; }
  .changes { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .4rem; font-size: .9rem; }
  .changes code { display: block; margin-left: 1rem; }
  .filters { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1.5rem 0 1rem; }
  .filters input { position: absolute; opacity: 0; }
  .filters label { border: 1px solid var(--line); border-radius: 1rem; padding: .15rem .8rem; cursor: pointer; }
  .filters small { color: var(--mute); }
  .filters input:checked + label { background: color-mix(in srgb, currentColor 12%, transparent); font-weight: 600; }
  .filters input:focus-visible + label { outline: 2px solid; }
  main:has(#show-not-passed:checked) .check:not(.not-passed),
  main:has(#show-changed:checked) .check:not(.changed),
  main:has(#show-differs:checked) .check:not(.differs) { display: none; }
  main:has(#show-not-passed:checked) tbody:not(:has(.not-passed)),
  main:has(#show-changed:checked) tbody:not(:has(.changed)),
  main:has(#show-differs:checked) tbody:not(:has(tr.differs)) { display: none; }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; }
  th { text-align: left; font-weight: 600; }
  th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  th:first-child, td:first-child { position: sticky; left: 0; background: Canvas; min-width: 18rem; }
  td:not(:first-child) { min-width: 11rem; }
  .area th { padding-top: 1.2rem; font-size: 1.05rem; }
  .check p { font-size: .85rem; }
  .result { font-size: .9rem; } summary.result, .result summary { cursor: pointer; }
  .verdict::before { content: ''; display: inline-block; width: .65rem; height: .65rem; border-radius: 50%; margin-right: .4rem; background: var(--mute); }
  .verdict { color: var(--mute); } .verdict.failed { color: var(--bad); font-weight: 600; }
  .verdict.passed::before, .bar .passed { background: var(--good); }
  .verdict.failed::before, .bar .failed { background: var(--bad); }
  .verdict.inconclusive::before, .verdict.setup-failed::before, .bar .inconclusive, .bar .setupFailed { background: var(--near); }
  .verdict.inconclusive, .verdict.setup-failed { color: var(--near); font-weight: 600; }
  .verdict.unsupported::before, .verdict.skipped::before { background: none; border: 1px solid var(--mute); box-sizing: border-box; }
  .bar .unsupported, .bar .skipped { background: color-mix(in srgb, var(--mute) 35%, transparent); }
  .tag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .75rem; white-space: nowrap; }
  .time { color: var(--mute); font-size: .8rem; margin-left: .5rem; font-variant-numeric: tabular-nums; }
  .reason { font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 40rem; }
  .none { color: var(--line); }
`;
