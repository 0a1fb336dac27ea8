import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listen } from '../../helpers/net/listen.ts';
import { run } from '../../helpers/process/run.ts';
import { scriptFolders } from './scripts.ts';

/** What Orthanc answers next, in turn; 200 when nothing is left. */
let next: number[] = [];
let asked = 0;
/** Where it is asked. */
let port: number;
let ours: number;
let folder: string;
let script: string;
const server = createServer((_request, response) => {
  asked += 1;
  response.writeHead(next.shift() ?? 200).end('[]');
});

beforeAll(async () => {
  ours = await listen(server);
  script = await readFile(join(scriptFolders.orthanc, 'probe.sh'), 'utf8');
});
afterAll(() => void server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'korthweb-probe-'));
  next = [];
  port = ours;
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the script as a pod's probe would, and resolves to how often it asked; with a `!` where it failed. */
async function probe(...options: readonly string[]): Promise<string> {
  asked = 0;
  const here = script.replace('8042', String(port)).replace('/tmp/', `${folder}/`);
  const env = { ORTHANC_USERNAME: 'orthanc', ORTHANC_PASSWORD: 'secret' };
  const passed = await run('bash', ['-c', here, 'probe', '/changes', ...options], { env }).then(
    () => true,
    () => false,
  );
  return `${asked}${passed ? '' : '!'}`;
}

test('an Orthanc that answers is asked once', async () => {
  expect(await probe()).toBe('1');
  expect(await probe('10', '2')).toBe('1');
});

test('one that failed must answer as often as it has connections, in a row', async () => {
  next = [500];
  expect(await probe('10', '2')).toBe('10!');
  next = [200, 200, 200, 500];
  expect(await probe('10', '2')).toBe('10!');
  expect(await probe('10', '2')).toBe('10');
  expect(await probe('10', '2')).toBe('1');
});

test('where nothing else is asked for, a failure is over with the next answer', async () => {
  next = [503];
  expect(await probe()).toBe('1!');
  expect(await probe()).toBe('1');
});

test('no answer is a failure', async () => {
  const nobody = createServer();
  port = await listen(nobody);
  nobody.close();
  expect(await probe('10', '2')).toBe('0!');
});
