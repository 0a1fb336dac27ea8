import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHttp, type HttpClient } from '../http/client.ts';
import { freePort } from '../http/free-port.ts';
import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import { system } from './rest.ts';

const binary = '/usr/sbin/Orthanc';
const dicomWeb = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';
const missing = [binary, dicomWeb].filter((path) => !existsSync(path));

/**
 * What to say of tests that need an Orthanc where none can be started; undefined where one can.
 * @throws {SetupError} in CI, where skipping them would prove nothing.
 */
export function reasonToSkip(): string | undefined {
  if (missing.length === 0) return undefined;
  if (process.env['CI'] === 'true') throw notInstalled();
  return 'skipped: needs the Debian packages orthanc and orthanc-dicomweb';
}

/** An Orthanc of one's own: index in SQLite, files in a temporary folder, both gone with it. */
export interface LocalOrthanc extends AsyncDisposable {
  readonly http: HttpClient;
  readonly dicom: { readonly host: string; readonly port: number };
}

/**
 * Starts an Orthanc from Debian's packages on free loopback ports.
 * @param configuration overrides Orthanc's own, by its own names
 * @throws {SetupError} with the end of its log, when it does not come up.
 */
export async function startOrthanc(
  configuration: Readonly<Record<string, unknown>> = {},
): Promise<LocalOrthanc> {
  if (missing.length > 0) throw notInstalled();
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-orthanc-'));
  const [httpPort, dicomPort] = [await freePort(), await freePort()];
  const child = await launch(folder, {
    ...defaults(folder, httpPort, dicomPort),
    ...configuration,
  });
  const http = openHttp({ host: `127.0.0.1:${httpPort}`, address: '127.0.0.1', port: httpPort });
  const stop = (): Promise<void> => stopOrthanc(child, http, folder);
  try {
    await answers(http, child);
  } catch (cause) {
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '(no log)');
    await stop();
    const end = log.slice(-500);
    throw new SetupError(`Expected Orthanc to start on port ${httpPort}; its log ends: ${end}`, { cause });
  }
  return { http, dicom: { host: '127.0.0.1', port: dicomPort }, [Symbol.asyncDispose]: stop };
}

/** Waits until it answers, or its process ends: then nothing will. */
async function answers(http: HttpClient, child: ChildProcess): Promise<void> {
  const ended = new AbortController();
  child.once('exit', (code) => ended.abort(new Error(`It exited with code ${code}`)));
  const { signal } = ended;
  await eventually(() => system(http), { what: 'Orthanc to answer', timeout: 'visible', every: 50, signal });
}

async function launch(folder: string, settings: Record<string, unknown>): Promise<ChildProcess> {
  const file = join(folder, 'orthanc.json');
  await writeFile(file, JSON.stringify(settings));
  const child = spawn(binary, [`--logfile=${join(folder, 'log')}`, file], { stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

function defaults(folder: string, httpPort: number, dicomPort: number): Record<string, unknown> {
  return {
    Name: 'Korthweb',
    StorageDirectory: folder,
    IndexDirectory: folder,
    HttpPort: httpPort,
    DicomPort: dicomPort,
    RemoteAccessAllowed: true,
    AuthenticationEnabled: false,
    // Its own default is Latin1, in which answers lose every other script's names.
    DefaultEncoding: 'Utf8',
    Plugins: [dicomWeb],
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
  };
}

async function stopOrthanc(child: ChildProcess, http: HttpClient, folder: string): Promise<void> {
  await http[Symbol.asyncDispose]();
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  await rm(folder, { recursive: true, force: true });
}

function notInstalled(): SetupError {
  return new SetupError(
    `Expected ${missing.join(' and ')}, got nothing there: apt-get install --no-install-recommends orthanc orthanc-dicomweb`,
  );
}
