import { join } from 'node:path';
import { writeWhole } from '../write-reports.ts';
import { markdownSideBySide } from './markdown.ts';
import type { SideBySide } from './model.ts';
import { sideBySidePage } from './page.ts';

/** Writes the comparison beside what it compares: side-by-side.html and side-by-side.md. Resolves to the page. */
export async function writeSideBySide(root: string, compared: SideBySide): Promise<string> {
  const page = join(root, 'side-by-side.html');
  await writeWhole(page, sideBySidePage(compared));
  await writeWhole(join(root, 'side-by-side.md'), markdownSideBySide(compared));
  return page;
}
