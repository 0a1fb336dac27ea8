import { Option, type Command } from 'commander';
import { ConfigError } from '../helpers/model/errors.ts';
import { bundleApproach, pushApproach } from '../install/lab/bundle/bundle.ts';
import { print } from './print.ts';
import { requireApproach } from './require-approach.ts';

const examples = `
Examples:
  korthweb bundle --out orthweb.tar.zst            for \`korthweb up --bundle\` on a machine without registries
  korthweb bundle helm --push registry.example.org/mirror`;

interface BundleFlags {
  readonly out?: string;
  readonly push?: string;
  readonly images: 'auto' | 'registry' | 'source';
  readonly yes: boolean;
}

/** `korthweb bundle`. */
export function register(program: Command): void {
  program
    .command('bundle')
    .summary("an approach's images and charts as one archive, or in a registry")
    .argument('[approach]', 'the approach', 'helm')
    .option('--out <file>', 'write an archive (tar, zstd)')
    .option(
      '--push <host>',
      "push the images to a registry under their own names: HOST[/PATH]; `lab` is the lab's own",
    )
    .addOption(
      new Option('--images <source>', 'where images come from')
        .choices(['auto', 'registry', 'source'])
        .default('auto'),
    )
    .option('--yes', 'install missing Debian packages without asking (root)', Boolean(process.env['CI']))
    .addHelpText('after', examples)
    .action(async (approach: string, { out, push, images, yes }: BundleFlags) => {
      requireApproach(approach);
      if (Boolean(out) === Boolean(push)) {
        throw new ConfigError('Expected one of --out FILE and --push HOST. Next: korthweb bundle --help');
      }
      if (out) print(`Wrote ${await bundleApproach({ approach, images, yes, file: out }, print)}.`);
      if (push) print(`Pushed to ${await pushApproach({ approach, images, yes, host: push }, print)}.`);
    });
}
