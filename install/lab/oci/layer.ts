import { chmod, chown, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { run } from '../../../helpers/process/run.ts';
import { artifact } from '../artifact.ts';
import { adoptBlob, newBlobFile, type Blob } from './blob.ts';

/** A file, link or empty folder that an image adds. Exactly one of `from`, `content`, `link`, `folder` is given. */
export interface ImageFile {
  /** Absolute path in the image. */
  readonly to: string;
  readonly from?: string;
  readonly content?: string;
  readonly link?: string;
  readonly folder?: true;
  /** Default 0o644; 0o755 for what is executed. */
  readonly mode?: number;
  /** Numeric user and group (default 0). */
  readonly owner?: number;
}

/** A layer that holds a whole folder; the folder's name must change when its content does. */
export async function layerOfFolder(folder: string): Promise<Blob> {
  return await cachedLayer(`tar-${basename(dirname(folder))}`, folder, async () => await tarBlob(folder));
}

/** A layer of single files. */
export async function layerOfFiles(files: readonly ImageFile[]): Promise<Blob> {
  return await cachedLayer('files', files, async (scratch) => {
    const root = join(scratch, 'root');
    await mkdir(root);
    for (const file of files) await place(file, root);
    const blob = await tarBlob(root);
    await rm(root, { recursive: true });
    return blob;
  });
}

const StoredBlob = z.object({ sha256: z.string(), size: z.number() });

/** A layer that is made once for its inputs; `make` gets an empty folder to work in, and leaves it empty. */
export async function cachedLayer(
  name: string,
  inputs: unknown,
  make: (scratch: string) => Promise<Blob>,
): Promise<Blob> {
  const folder = await artifact({
    name,
    inputs,
    build: async (into) => await writeFile(join(into, 'blob.json'), JSON.stringify(await make(into))),
  });
  return StoredBlob.parse(JSON.parse(await readFile(join(folder, 'blob.json'), 'utf8')));
}

async function place(
  { to, from, content, link, folder, mode, owner = 0 }: ImageFile,
  root: string,
): Promise<void> {
  const path = join(root, to);
  await mkdir(folder ? path : dirname(path), { recursive: true });
  if (link !== undefined) return await symlink(link, path);
  if (from !== undefined) await cp(from, path, { recursive: true });
  if (content !== undefined) await writeFile(path, content);
  if (mode !== undefined) await chmod(path, mode);
  await chown(path, owner, owner);
}

// The same content gives the same bytes, whenever and wherever it was made.
const reproducible = [
  '--sort=name',
  '--mtime=@0',
  '--numeric-owner',
  '--format=pax',
  '--pax-option=delete=atime,delete=ctime',
];

/** Packs a folder as a layer. */
export async function tarBlob(root: string): Promise<Blob> {
  const file = await newBlobFile();
  await dropDeletions(root);
  await run('tar', [
    '--create',
    ...reproducible,
    '--exclude=./proc/*',
    '--exclude=./dev/*',
    '--file',
    file,
    '--directory',
    root,
    '.',
  ]);
  return await adoptBlob(file);
}

/**
 * Drops an overlay's marks of deletion (0/0 devices): a layer here only adds. What packages delete of the base is of no
 * consequence, and such devices would act as marks again wherever the layer is unpacked inside another image.
 */
async function dropDeletions(root: string): Promise<void> {
  await run('find', [root, '-type', 'c', '-not', '-path', `${root}/dev/*`, '-delete']);
}
