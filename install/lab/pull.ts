import { SetupError } from '../../helpers/model/errors.ts';
import { hasImage, type Engine } from './engine/docker.ts';
import { checkDigest, recordDigests, upstream } from './images-lock.ts';
import type { Say } from './steps/step.ts';

/** A registry that holds images under their own names: `HOST[/PATH]`. */
export type Mirror = string;

/**
 * Pulls images into the engine under their own names, from upstream or from a mirror, each held to its locked digest.
 * What the lock does not know yet is recorded there, and said.
 */
export async function pullImages(
  engine: Engine,
  images: readonly string[],
  mirror: Mirror | null,
  say: Say,
): Promise<void> {
  const source = mirror ?? upstream;
  const fresh: Record<string, string> = {};
  for (const image of images) {
    say(`pulling ${image}`);
    const digest = await pull(engine, image, mirror);
    if (!isOwn(mirror) && !(await checkDigest(source, image, digest))) fresh[image] = digest;
  }
  if (Object.keys(fresh).length === 0) return;
  await recordDigests(source, fresh);
  say(`recorded the digests of ${Object.keys(fresh).join(', ')} in images.lock.json`);
}

// A registry on this machine is the lab's: what was built here has another digest each time.
const isOwn = (mirror: Mirror | null): boolean => /^(127\.|localhost\b)/.test(mirror ?? '');

async function pull(engine: Engine, image: string, mirror: Mirror | null): Promise<string> {
  const from = mirror ? `${mirror}/${withoutRegistry(image)}` : image;
  await engine.docker(['pull', '--quiet', from]).catch((cause: unknown) => {
    if (cause instanceof Error) throw new SetupError(`Cannot pull ${from}; ${nextStep(mirror)}`, { cause });
    throw cause;
  });
  const { stdout } = await engine.docker([
    'image',
    'inspect',
    '--format',
    '{{join .RepoDigests "\\n"}}',
    from,
  ]);
  const repository = from.slice(0, from.lastIndexOf(':'));
  const digest = stdout
    .split('\n')
    .find((line) => line.startsWith(`${repository}@`))
    ?.split('@')[1];
  if (from !== image) await engine.docker(['tag', from, image]);
  if (digest) return digest;
  throw new SetupError(`Expected ${from} to have a digest after its pull, got: ${stdout.trim() || 'none'}`);
}

function nextStep(mirror: Mirror | null): string {
  return mirror
    ? `expected the mirror to hold it under its own name. Next: fill it (\`korthweb bundle --push ${mirror}\`).`
    : 'Next: `--mirror HOST` for a registry that can be reached, or `--images source` to build everything here.';
}

/** Pushes images that the engine has to a registry, under their own names. */
export async function pushImages(
  engine: Engine,
  images: readonly string[],
  to: Mirror,
  say: Say,
): Promise<void> {
  for (const image of images) {
    if (!(await hasImage(engine, image)))
      throw new SetupError(`Expected the engine to have ${image}, to push it to ${to}`);
    const target = `${to}/${withoutRegistry(image)}`;
    say(`pushing ${target}`);
    await engine.docker(['tag', image, target]);
    await engine.docker(['push', '--quiet', target]);
    await engine.docker(['image', 'rm', target]);
  }
}

/** An image's name as a mirror has it: without the registry, and with Docker Hub's implied `library/`. */
export function withoutRegistry(image: string): string {
  const [first = '', ...rest] = image.split('/');
  if (rest.length === 0) return `library/${image}`;
  return /[.:]|^localhost$/.test(first) ? rest.join('/') : image;
}
