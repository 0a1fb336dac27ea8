import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { ReporterDescription } from '@playwright/test';
import type { ConformanceReporterOptions } from './conformance-reporter.ts';
import { outFolder } from './out.ts';

/** The environment variables by which `korthweb verify` says where a phase's results go. */
export const reportVariables = {
  folder: 'KORTHWEB_REPORT',
  html: 'KORTHWEB_HTML',
  blob: 'KORTHWEB_BLOB',
} as const;

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The reporters of a run: redaction first, so that no other sees a secret. */
export function reporters(environment: NodeJS.ProcessEnv): ReporterDescription[] {
  const folder = environment[reportVariables.folder];
  const options: ConformanceReporterOptions = folder ? { folder } : {};
  return [
    [path('redacting-reporter.ts')],
    [path('conformance-reporter.ts'), options],
    [path('terminal-reporter.ts')],
    page(environment, folder ?? outFolder('playwright')),
  ];
}

/** A run of several phases writes blobs, to be merged; a run of one writes its page at once. */
function page(environment: NodeJS.ProcessEnv, folder: string): ReporterDescription {
  const blob = environment[reportVariables.blob];
  if (blob) return ['blob', { outputFile: blob }];
  return ['html', { open: 'never', outputFolder: environment[reportVariables.html] ?? join(folder, 'html') }];
}
