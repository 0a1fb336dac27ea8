import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { openHttp, type HttpClient } from '../http/client.ts';
import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import { system } from './rest.ts';

const binary = '/usr/sbin/Orthanc';
const dicomWeb = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** Why no Orthanc can be started here; undefined where one can. */
export const missing: string | undefined = [binary, dicomWeb].every((path) => existsSync(path))
  ? undefined
  : 'needs the Debian packages orthanc and orthanc-dicomweb';

/** An Orthanc of one's own: index in SQLite, files in a temporary folder, both gone with it. */
export interface LocalOrthanc extends AsyncDisposable {
  readonly http: HttpClient;
  readonly dicom: { readonly host: string; readonly port: number; readonly aeTitle: string };
}

/**
 * Starts an Orthanc from Debian's packages on free loopback ports.
 * @param configuration overrides Orthanc's own, by its own names
 * @throws {SetupError} with the end of its log, when it does not come up.
 */
export async function startOrthanc(configuration: Readonly<Record<string, unknown>> = {}): Promise<LocalOrthanc> {
  if (missing) throw new SetupError(`Orthanc ${missing}: apt-get install --no-install-recommends orthanc orthanc-dicomweb`);
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-orthanc-'));
  const [httpPort, dicomPort] = [await freePort(), await freePort()];
  const settings = { ...defaults(folder, httpPort, dicomPort), ...configuration };
  const file = join(folder, 'orthanc.json');
  await writeFile(file, JSON.stringify(settings));
  const process = spawn(binary, [`--logfile=${join(folder, 'log')}`, file], { stdio: 'ignore' });
  const http = openHttp({ host: `127.0.0.1:${httpPort}`, address: '127.0.0.1', port: httpPort });
  const stop = (): Promise<void> => stopOrthanc(process, http, folder);
  try {
    await eventually(() => system(http), { what: 'Orthanc to answer', timeout: 'visible', every: 50 });
  } catch (cause) {
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '(no log)');
    await stop();
    throw new SetupError(`Expected Orthanc to start on port ${httpPort}; its log ends: ${log.slice(-500)}`, { cause });
  }
  return { http, dicom: { host: '127.0.0.1', port: dicomPort, aeTitle: 'ORTHANC' }, [Symbol.asyncDispose]: stop };
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
    Plugins: [dicomWeb],
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
  };
}

async function stopOrthanc(process: ChildProcess, http: HttpClient, folder: string): Promise<void> {
  await http[Symbol.asyncDispose]();
  if (process.exitCode === null && process.signalCode === null) {
    const exited = once(process, 'exit');
    process.kill('SIGKILL');
    await exited;
  }
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new SetupError('Expected a free loopback port, got none');
  return address.port;
}
