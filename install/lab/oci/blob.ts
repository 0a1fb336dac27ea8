import { randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFile } from '../digest.ts';
import { paths } from '../paths.ts';

/** A piece of an image, kept by the SHA-256 of its content. */
export interface Blob {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** Where a blob is kept. */
export function blobPath(sha256: string): string {
  return join(paths.blobs, sha256);
}

/** A path beside the blobs to write to before `adoptBlob`. */
export async function newBlobFile(): Promise<string> {
  await mkdir(paths.blobs, { recursive: true });
  return join(paths.blobs, `.partial-${randomUUID()}`);
}

/** Makes a written file a blob, under its digest. */
export async function adoptBlob(file: string): Promise<Blob> {
  const sha256 = await digestOfFile(file);
  const { size } = await stat(file);
  await rename(file, blobPath(sha256));
  return { sha256, size };
}

/** Keeps a JSON document as a blob. */
export async function jsonBlob(document: unknown): Promise<Blob> {
  const file = await newBlobFile();
  await writeFile(file, JSON.stringify(document));
  return await adoptBlob(file);
}
