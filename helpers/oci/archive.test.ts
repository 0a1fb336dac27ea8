import { describe, expect, test } from 'vitest';
import { digestOfBytes, pressFiles, unpressFiles } from './archive.ts';

const files = { 'b/two.yaml': 'kind: Two\n', 'a.yaml': 'kind: One # ä\n', 'b/a.yaml': '' };

describe('an archive', () => {
  test('gives back what was put into it', async () => {
    expect(await unpressFiles(await pressFiles(files))).toEqual(files);
  });

  test('has the same digest for the same files, in whatever order they are named', async () => {
    const other = Object.fromEntries(Object.entries(files).toReversed());
    expect(digestOfBytes(await pressFiles(other))).toBe(digestOfBytes(await pressFiles(files)));
  });

  test('has another digest when a file differs', async () => {
    const other = { ...files, 'a.yaml': 'kind: Other\n' };
    expect(digestOfBytes(await pressFiles(other))).not.toBe(digestOfBytes(await pressFiles(files)));
  });
});
