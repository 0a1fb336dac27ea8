import { run } from '../../helpers/process/run.ts';

/** Unmounts whatever is mounted at a folder or below it, the deepest first. */
export async function unmountBelow(folder: string): Promise<void> {
  const { stdout } = await run('findmnt', ['--noheadings', '--output', 'TARGET', '--list'], {
    anyExitCode: true,
  });
  const mounted = stdout.split('\n').filter((target) => target === folder || target.startsWith(`${folder}/`));
  for (const target of mounted.toReversed()) await run('umount', [target]);
}
