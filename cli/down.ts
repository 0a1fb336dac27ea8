import type { Command } from 'commander';
import { print } from './print.ts';
import { requireApproach } from './require-approach.ts';
import { down, downAll } from '../install/lab/down.ts';

/** `korthweb down`. */
export function register(program: Command): void {
  program
    .command('down')
    .summary('remove a cluster; with --all everything the lab ever made')
    .argument('[approach]', 'the approach whose cluster to remove', 'helm')
    .option('--name <name>', 'name of the cluster (default: the approach)')
    .option('--all', 'all clusters, the registry, the private engine, every cache')
    .addHelpText('after', '\nExamples:\n  korthweb down\n  korthweb down --all')
    .action(async (approach: string, { name = approach, all }: { name?: string; all?: boolean }) => {
      requireApproach(approach);
      const removed = all ? await downAll(print) : await down(name, print);
      print(
        removed.length > 0
          ? `Removed ${removed.join(', ')}.`
          : `There was no cluster korthweb-${name}; nothing removed.`,
      );
    });
}
