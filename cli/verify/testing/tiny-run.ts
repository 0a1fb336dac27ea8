import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { Conformance } from '../../../helpers/model/results.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const testing = `${repository}cli/verify/testing/tiny-test.ts`;

/** A finished run of real Playwright over a few suites in a folder of its own. */
export interface TinyRun extends AsyncDisposable {
  readonly conformance: Conformance;
  /** What the run printed. */
  readonly printed: string;
  /** Playwright's own exit code. */
  readonly exitCode: number | undefined;
  /** The folder of the reports. */
  readonly folder: string;
  readonly read: (file: string) => Promise<string>;
}

/** Runs suites, given as text by path under `suites/`, through the project's own configuration and reporters. */
export async function tinyRun(
  suites: Readonly<Record<string, string>>,
  env: Record<string, string> = {},
): Promise<TinyRun> {
  const root = await mkdtemp(join(tmpdir(), 'korthweb-tiny-'));
  await writeProject(root, suites);
  const folder = join(root, 'out');
  const { all, exitCode } = await execa(
    process.execPath,
    [join(repository, 'node_modules/playwright/cli.js'), 'test'],
    {
      cwd: root,
      env: { ...env, KORTHWEB_REPORT: folder, KORTHWEB_DEPLOYMENT: join(root, 'deployment.json') },
      reject: false,
      all: true,
    },
  );
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  const conformance = Conformance.parse(
    JSON.parse(await read('conformance.json').catch(() => Promise.reject(new Error(all)))),
  );
  return {
    conformance,
    printed: all,
    exitCode,
    folder,
    read,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

async function writeProject(root: string, suites: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'deployment.json'), JSON.stringify(deployment));
  await writeFile(
    join(root, 'playwright.config.ts'),
    `import config from '${repository}playwright.config.ts';
     export default { ...config, testDir: './suites', outputDir: './results', timeout: 1500 };`,
  );
  for (const [path, text] of Object.entries(suites)) {
    const file = join(root, 'suites', path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(
      file,
      `import { expect, test } from '${testing}';\n${text.replaceAll('TESTING', testing)}`,
    );
  }
}

const names = { namespace: 'orthweb', name: 'ingress' };
const credentials = { secret: 'credentials', userKey: 'user', passwordKey: 'password' };

const deployment = {
  name: 'tiny',
  context: 'kind-korthweb-tiny',
  kubeconfig: null,
  lab: true,
  run: 'tiny',
  probeImage: 'probe',
  images: null,
  versions: {},
  approach: {
    name: 'helm',
    title: 'Helm',
    features: ['traefik'],
    tenants: [
      {
        name: 'default',
        namespace: 'orthweb',
        web: { host: 'web.orthweb.com', service: names },
        dicom: { host: 'dicom.orthweb.com', aeTitle: 'ORTHANC', service: names },
        orthanc: { service: 'orthweb', podSelector: { app: 'orth' }, deployment: 'orthanc', credentials },
        database: { service: 'db', database: 'orthancdb', statefulSet: 'db', podSelector: {}, credentials },
        certificates: {
          ca: { secret: 'ca-secret' },
          web: { secret: 'https-secret', sans: ['web.orthweb.com'] },
          dicom: { secret: 'dcmtls-secret', sans: ['dicom.orthweb.com'] },
        },
      },
    ],
  },
};
