import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../http/free-port.ts';
import { eventually } from '../model/eventually.ts';
import { run } from '../process/run.ts';
import { createAuthority, type KeyPair } from '../tls/authority.ts';
import { attemptLogin, type LoginOptions } from './login.ts';

/** A PostgreSQL of Debian's, for tests: TLS and SCRAM only, as deployments have it. */
export interface LocalPostgres extends AsyncDisposable {
  readonly login: LoginOptions & { readonly ca: string };
}

/** Where Debian keeps PostgreSQL's programs, newest version first; undefined where it is not installed. */
export function postgresPrograms(root = '/usr/lib/postgresql'): string | undefined {
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

const servername = 'postgres.example';

/** Makes a database cluster in a folder of its own and starts it on a free port. */
export async function startPostgres(programs: string): Promise<LocalPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-postgres-'));
  const authority = await createAuthority('Database CA');
  const password = `pw-${crypto.randomUUID()}`;
  const owner = await postgresUser();
  const data = join(folder, 'data');
  await chown(folder, owner.uid, owner.gid);
  await initialize(programs, { folder, data, password, owner });
  await writeSettings(data, owner, await authority.issue({ sans: [servername] }));
  const port = await freePort();
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), '-k', folder], {
    ...owner,
  });
  const tunnel = { host: '127.0.0.1', port };
  const login = { tunnel, ca: authority.cert, servername, user: 'orthanc', password, database: 'postgres' };
  await untilUp(login).catch(async (error: unknown) => {
    await stop(server, folder);
    throw error;
  });
  return { login, [Symbol.asyncDispose]: () => stop(server, folder) };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function postgresUser(): Promise<Owner> {
  const [uid = 0, gid = 0] = [process.getuid?.(), process.getgid?.()];
  if (uid !== 0) return { uid, gid };
  const ids = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'postgres'])));
  return { uid: Number(ids[0]?.stdout), gid: Number(ids[1]?.stdout) };
}

interface Initial {
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  readonly owner: Owner;
}

async function initialize(programs: string, { folder, data, password, owner }: Initial): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  await chown(passwordFile, owner.uid, owner.gid);
  const options = [
    '--auth=scram-sha-256',
    '--username=orthanc',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ];
  const child = spawn(join(programs, 'initdb'), ['-D', data, `--pwfile=${passwordFile}`, ...options], {
    ...owner,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`Expected initdb to succeed, it ended with exit code ${String(code)}`);
}

async function writeSettings(data: string, { uid, gid }: Owner, { cert, key }: KeyPair): Promise<void> {
  const files = {
    'server.crt': cert,
    'server.key': key,
    'pg_hba.conf': 'hostssl all all 127.0.0.1/32 scram-sha-256\n',
    'postgresql.auto.conf': "ssl = on\nlisten_addresses = '127.0.0.1'\nfsync = off\n",
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(data, name);
    await writeFile(path, text);
    await chmod(path, 0o600);
    await chown(path, uid, gid);
  }
}

async function untilUp(login: LoginOptions): Promise<void> {
  await eventually(
    async () => {
      const outcome = await attemptLogin(login);
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    },
    { what: 'a PostgreSQL for tests to accept a login', timeout: 'rollout', every: 100 },
  );
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = once(server, 'close');
  server.kill('SIGINT'); // PostgreSQL's fast shutdown.
  await ended;
  await rm(folder, { recursive: true });
}
