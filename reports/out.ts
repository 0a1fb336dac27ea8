import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const out = process.env['KORTHWEB_OUT'] ?? fileURLToPath(new URL('out', import.meta.url));

/** Where the reports of a deployment go: `reports/out/<name>`, or under `KORTHWEB_OUT`. */
export const outFolder = (name: string): string => join(out, name);

/** The folder that holds every deployment's reports. */
export const outRoot = (): string => out;
