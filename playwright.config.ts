import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Project } from '@playwright/test';
import { chromiumLaunch } from './fixtures/chromium.ts';
import { aloneVariable, deploymentVariable, readDeployment } from './fixtures/deployment.ts';
import type { Options } from './fixtures/core.ts';
import { beganVariable } from './helpers/model/run-start.ts';
import { timeouts } from './helpers/model/timeouts.ts';
import { reporters } from './reports/reporters.ts';

const install = fileURLToPath(new URL('install', import.meta.url));

/** Without a deployment at hand (an editor, `playwright test --list`), one project per approach. */
const approaches = (): Project<Options>[] =>
  readdirSync(install)
    .filter((name) => existsSync(`${install}/${name}/approach.ts`))
    .map((name) => ({ name }));

/** Where a tenant's checks run one at a time, those that disturb no other check have a project to themselves. */
const lanes = (): Pick<Project, 'grep' | 'grepInvert' | 'workers'>[] =>
  process.env[aloneVariable]
    ? [
        { grepInvert: /@beside\b/, workers: 1 },
        { grep: /@beside\b/, workers: 1 },
      ]
    : [{}];

/** One project per tenant and lane; checks of the cluster as a whole (`@cluster`) run for the first tenant only. */
function tenants(): Project<Options>[] {
  const { name, tenants: all } = readDeployment().approach;
  return all.flatMap((tenant, index) =>
    lanes().map(({ grepInvert, ...lane }) => ({
      ...lane,
      ...(all.length > 1 ? { name: `${name}@${tenant.name}`, use: { tenantName: tenant.name } } : { name }),
      grepInvert: [grepInvert ?? [], index > 0 ? /@cluster\b/ : []].flat(),
    })),
  );
}

// The workers have it from here, where no `korthweb verify` says when its first phase began.
process.env[beganVariable] ??= new Date().toISOString();

export default defineConfig<Options>({
  testDir: 'suites',
  outputDir: 'reports/out/test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: Number(process.env['KORTHWEB_WORKERS'] ?? 4),
  // More than the longest wait of a check that sets no limit of its own: a probe that never comes says so itself.
  timeout: 1.5 * timeouts.probeReady,
  expect: { timeout: 10_000 },
  updateSnapshots: 'none',
  reporter: reporters(process.env),
  use: { ...chromiumLaunch(), trace: 'off', video: 'off', screenshot: 'off' },
  projects: process.env[deploymentVariable] ? tenants() : approaches(),
});
