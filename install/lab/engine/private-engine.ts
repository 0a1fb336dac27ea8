import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../../helpers/model/errors.ts';
import { eventually } from '../../../helpers/model/eventually.ts';
import { goBinaries, runtimeBinary } from '../go.ts';
import { unmountBelow } from '../mounts.ts';
import { removeStaleLinks } from '../network.ts';
import { paths } from '../paths.ts';
import type { Say } from '../steps/step.ts';
import { answers, engineAt, type Engine } from './docker.ts';

const socket = join(paths.engine, 'docker.sock');
const pidFile = join(paths.engine, 'docker.pid');
const log = join(paths.engine, 'dockerd.log');

/** The lab's own engine, whether or not it runs: nothing of the system's configuration is read or changed. */
export const privateEngine: Engine = engineAt('lab', { DOCKER_HOST: `unix://${socket}` });

/** Starts the lab's own engine where it does not answer. Needs root and Debian's `docker.io`. */
export async function startPrivateEngine(say: Say, given?: string): Promise<Engine> {
  if (await answers(privateEngine)) return privateEngine;
  const runtime = given ?? join(await goBinaries(runtimeBinary, say), 'korthweb-runtime');
  say('starting');
  await mkdir(paths.engine, { recursive: true });
  await rm(pidFile, { force: true });
  // An engine that was killed leaves network namespaces mounted, which would go on answering for their old addresses.
  await unmountBelow(paths.engine);
  await removeStaleLinks();
  const configuration = join(paths.engine, 'daemon.json');
  await writeFile(configuration, '{}\n');
  const output = await open(log, 'w');
  const child = spawn('dockerd', daemonArguments(configuration, runtime), {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  child.unref();
  await output.close();
  await untilItAnswers(child);
  return privateEngine;
}

function daemonArguments(configuration: string, runtime: string): string[] {
  return [
    '--config-file',
    configuration,
    '--data-root',
    join(paths.engine, 'data'),
    '--exec-root',
    join(paths.engine, 'run'),
    '--pidfile',
    pidFile,
    '--host',
    `unix://${socket}`,
    '--add-runtime',
    `korthweb=${runtime}`,
    '--default-runtime',
    'korthweb',
    // Containers live in kind's network; a default bridge could only clash with somebody else's.
    '--bridge',
    'none',
    '--storage-driver',
    'overlay2',
  ];
}

async function untilItAnswers(child: ReturnType<typeof spawn>): Promise<void> {
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code) => (ended = `dockerd exited with ${code}`));
  await eventually(
    async () => {
      if (!ended && !(await answers(privateEngine))) throw new Error('no answer on its socket yet');
    },
    { what: 'the private Docker engine to answer', timeout: 'engineStart', every: 100 },
  );
  if (ended)
    throw new SetupError(`Expected the private Docker engine to start, got: ${ended}\n${await lastLines()}`);
}

async function lastLines(): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-8).join('\n');
}

/** Stops the lab's own engine, if it runs, with all its containers; nothing of it stays mounted. */
export async function stopPrivateEngine(): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (pid && (await answers(privateEngine))) {
    process.kill(pid, 'SIGTERM');
    await eventually(() => assertGone(pid), {
      what: 'the private Docker engine to stop',
      timeout: 'engineStart',
    });
  }
  await unmountBelow(paths.engine);
}

function assertGone(pid: number): void {
  if (existsSync(`/proc/${pid}`)) throw new Error(`process ${pid} still runs`);
}
