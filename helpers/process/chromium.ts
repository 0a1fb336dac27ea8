import { existsSync } from 'node:fs';

/** Where Debian and others install it. */
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine: `KORTHWEB_CHROMIUM`, else an installed one; undefined where there is none. */
export const installedChromium = (environment = process.env): string | undefined =>
  environment['KORTHWEB_CHROMIUM'] ?? usual.find((path) => existsSync(path));
