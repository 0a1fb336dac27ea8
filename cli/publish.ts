import { Option, type Command } from 'commander';
import { loadApproach, loadApproachFor } from '../fixtures/load-approach.ts';
import { publish } from '../install/gitops/publish.ts';
import { print } from './print.ts';
import { tenantCount } from './tenant-count.ts';

const examples = `
Examples:
  korthweb publish                                   to the lab's own registry, as korthweb/gitops:main
  korthweb publish --push registry.example.org:5000 --tag v7
  korthweb publish --tenants 4

No secret is in it: passwords and keys are made in the cluster. The same tenants make the same digest.`;

interface PublishFlags {
  readonly push: string;
  readonly repository: string;
  readonly tag: string;
  readonly tenants?: number;
  readonly images: 'auto' | 'registry' | 'source';
  readonly yes: boolean;
}

/** `korthweb publish`. */
export function register(program: Command): void {
  program
    .command('publish')
    .summary('the artifact that Flux applies, made and pushed')
    .option('--push <host>', "a registry that is spoken to in plain HTTP; `lab` is the lab's own", 'lab')
    .option('--repository <name>', 'its name in the registry', 'korthweb/gitops')
    .option('--tag <tag>', 'the tag that is moved to it', 'main')
    .addOption(
      new Option('--tenants <n>', "how many tenants (default: the approach's own two)").argParser(
        tenantCount,
      ),
    )
    .addOption(
      new Option('--images <source>', 'where images will come from')
        .choices(['auto', 'registry', 'source'])
        .default('auto'),
    )
    .option('--yes', 'install missing Debian packages without asking (root)', Boolean(process.env['CI']))
    .addHelpText('after', examples)
    .action(async ({ push: host, tenants, ...flags }: PublishFlags) => {
      const approach = await (tenants === undefined
        ? loadApproach('gitops')
        : loadApproachFor('gitops', tenants));
      print(`Published ${await publish({ ...flags, approach, host }, print)}`);
    });
}
