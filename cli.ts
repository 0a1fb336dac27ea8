#!/usr/bin/env node
import './cli/compile-cache.ts';
import { Command, CommanderError } from 'commander';
import { failCommand } from './cli/fail.ts';
import * as bundle from './cli/bundle.ts';
import * as doctor from './cli/doctor.ts';
import * as down from './cli/down.ts';
import * as faults from './cli/faults.ts';
import * as publish from './cli/publish.ts';
import * as report from './cli/report.ts';
import * as start from './cli/start.ts';
import * as sweep from './cli/sweep.ts';
import * as test from './cli/test.ts';
import * as up from './cli/up.ts';
import * as verify from './cli/verify.ts';

// Whoever reads the output may have seen enough: `korthweb report | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('korthweb')
  .description(
    'Brings Korthweb deployments of Orthanc up on kind, verifies them, and proves that its checks can fail.',
  )
  .showHelpAfterError('Next: korthweb --help')
  .exitOverride();

for (const verb of [up, verify, faults, report, doctor, sweep, down, bundle, publish, start, test])
  verb.register(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own message; a wrong flag or verb is refused like any other bad input.
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 3) : failCommand(error);
}
