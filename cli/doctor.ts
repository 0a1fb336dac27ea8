import { styleText } from 'node:util';
import type { Command } from 'commander';
import type { Finding } from '../install/lab/doctor/finding.ts';
import { machineFindings } from '../install/lab/doctor/machine.ts';
import { programFindings } from '../install/lab/doctor/programs.ts';
import { registryFindings } from '../install/lab/doctor/registries.ts';

const marks = {
  ok: styleText('green', '✓'),
  warning: styleText('yellow', '!'),
  missing: styleText('red', '✗'),
};

/** `korthweb doctor`. */
export function register(program: Command): void {
  program
    .command('doctor')
    .summary('what is here, which image source is possible, what is missing and how to get it')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExamples:\n  korthweb doctor\n  korthweb doctor --json')
    .action(async ({ json }: { json?: boolean }) => {
      const [machine, programs, registries] = await Promise.all([
        machineFindings(),
        programFindings(),
        registryFindings(),
      ]);
      const findings = [...machine, ...programs, ...registries.findings];
      const sources = possibleSources(registries, findings);
      if (json) process.stdout.write(`${JSON.stringify({ findings, sources }, null, 2)}\n`);
      else print(findings, sources);
      if (sources.length === 0) process.exitCode = 2;
    });
}

function possibleSources(
  { registry, source }: { registry: boolean; source: boolean },
  findings: readonly Finding[],
): string[] {
  const usable = (what: string): boolean =>
    findings.every((each) => each.what !== what || each.state !== 'missing');
  const build = source && process.getuid?.() === 0 && ['go', 'python3', 'capabilities'].every(usable);
  return [...(registry ? ['registry'] : []), ...(build ? ['source'] : [])];
}

function print(findings: readonly Finding[], sources: readonly string[]): void {
  for (const { what, state, found, next } of findings) {
    process.stdout.write(`${marks[state]} ${what.padEnd(20)} ${found}\n`);
    if (next) process.stdout.write(`  ${' '.repeat(20)} → ${next}\n`);
  }
  const possible = sources.length > 0 ? sources.join(' or ') : 'none; see what is missing above';
  process.stdout.write(`\nImages can come from: ${possible}.\n`);
}
