import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openTcp, outsideVantage } from '../net/outside.ts';
import { createAuthority } from '../tls/authority.ts';
import { tcpServer } from '../tls/test-server.ts';
import { connectPostgres, type Postgres } from './connect.ts';
import { postgresPrograms, startPostgres, type LocalPostgres } from './local-postgres.ts';
import { attemptLogin } from './login.ts';
import { orthancSchema } from './orthanc-schema.fixture.ts';
import { countInstances, dicomFile, storedAttachments } from './orthanc-index.ts';
import { servedTls } from './served-certificate.ts';

const programs = postgresPrograms();
if (programs === undefined && process.env['CI'] === 'true') {
  throw new Error('Expected PostgreSQL under /usr/lib/postgresql. Next: apt-get install postgresql');
}
const what = `PostgreSQL${programs === undefined ? ' (skipped: it is not installed)' : ''}`;

describe.skipIf(programs === undefined)(what, () => {
  let server: LocalPostgres;
  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
  }, 60_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  logins(() => server);
  certificates(() => server);
  index(() => server);
});

function logins(server: () => LocalPostgres): void {
  test('a verified login asks, and its answers are parsed', async () => {
    await using postgres = await connectPostgres(server().login);
    const Row = z.object({ tls: z.boolean(), sum: z.int() });
    const sql = 'SELECT ssl AS tls, $1::int + 1 AS sum FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
    expect(await postgres.query(Row, sql, [41])).toEqual([{ tls: true, sum: 42 }]);
    await expect(postgres.query(z.object({ sum: z.string() }), sql, [41])).rejects.toThrow(/expected string/);
  });

  test('a login goes through a tunnel', async () => {
    await using tunnel = await outsideVantage().tunnel(server().login.tunnel);
    expect(await attemptLogin({ ...server().login, tunnel })).toEqual({ kind: 'accepted' });
  });

  test('a plaintext login is refused for its lack of encryption', async () => {
    expect(await attemptLogin({ ...server().login, tls: false })).toMatchObject({
      kind: 'encryption-required',
      code: '28000',
      message: expect.stringContaining('no encryption'),
    });
  });

  test('a wrong password is refused as such, and shown nowhere', async () => {
    const login = { ...server().login, password: 'hunter22' };
    expect(await attemptLogin(login)).toMatchObject({ kind: 'wrong-password', code: '28P01' });
    const thrown = await connectPostgres(login).catch(String);
    expect(thrown).toMatch(/Expected to log in to PostgreSQL at postgres\.example/);
    expect(thrown).not.toContain('hunter22');
  });

  test('an unknown database is another refusal', async () => {
    expect(await attemptLogin({ ...server().login, database: 'nosuch' })).toMatchObject({
      kind: 'rejected',
      code: '3D000',
    });
  });

  test('a certificate of another name or authority is not trusted', async () => {
    const { login } = server();
    expect(await attemptLogin({ ...login, servername: 'other.example' })).toEqual({
      kind: 'untrusted',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    const other = await createAuthority('Other CA');
    expect(await attemptLogin({ ...login, ca: other.cert })).toEqual({
      kind: 'untrusted',
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test('a server without TLS, and one that closes, are told apart', async () => {
    await using plain = await tcpServer((socket) => socket.once('data', () => socket.write('N')));
    await using closing = await tcpServer((socket) => socket.end());
    const { login } = server();
    expect(await attemptLogin({ ...login, tunnel: plain })).toEqual({ kind: 'no-tls' });
    expect(await attemptLogin({ ...login, tunnel: closing })).toMatchObject({ kind: 'unreachable' });
  });
}

function certificates(server: () => LocalPostgres): void {
  test('the served certificate is shown without a login', async () => {
    const { tunnel, ca, servername } = server().login;
    expect(await servedTls(await openTcp(tunnel), { ca, servername })).toMatchObject({
      kind: 'connected',
      chain: [{ subject: 'CN=postgres.example' }, { subject: 'CN=Database CA' }],
    });
    const other = await createAuthority('Other CA');
    expect(await servedTls(await openTcp(tunnel), { ca: other.cert, servername })).toMatchObject({
      kind: 'untrusted',
    });
  });

  test('a server without TLS serves none', async () => {
    await using plain = await tcpServer((socket) => socket.once('data', () => socket.write('N')));
    expect(await servedTls(await openTcp(plain), {})).toEqual({ kind: 'no-tls' });
  });
}

function index(server: () => LocalPostgres): void {
  const uid = '1.2.826.0.1.3680043.8.498.1';
  const file = Buffer.from('DICM and pixels');
  const digest = (algorithm: string): string => createHash(algorithm).update(file).digest('hex');
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await connectPostgres(server().login);
    for (const statement of orthancSchema) await postgres.query(z.unknown(), statement);
    const insert = `
      WITH r AS (INSERT INTO Resources VALUES (DEFAULT, 3, 'abc-def', NULL) RETURNING internalId),
           d AS (INSERT INTO DicomIdentifiers SELECT internalId, 8, 24, '${uid}' FROM r),
           s AS (INSERT INTO StorageArea SELECT 'u1', lo_from_bytea(0, decode($1, 'hex')), 1)
      INSERT INTO AttachedFiles
      SELECT internalId, t, u, 15, 15, 1, $2::text, $2::text FROM r, (VALUES (1, 'u1'), (3, 'u2')) v(t, u)`;
    await postgres.query(z.unknown(), insert, [file.toString('hex'), digest('md5')]);
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  test('an instance is counted by its SOP Instance UID', async () => {
    expect(await countInstances(postgres, uid)).toBe(1);
    expect(await countInstances(postgres, '1.2.3')).toBe(0);
  });

  test('its attachments are joined with what is really stored, lost ones included', async () => {
    const [stored, lost] = await storedAttachments(postgres, uid);
    expect(stored).toEqual({
      instance: 'abc-def',
      fileType: dicomFile,
      uuid: 'u1',
      indexedSize: 15,
      indexedMd5: digest('md5'),
      storedSize: 15,
      storedMd5: digest('md5'),
      storedSha256: digest('sha256'),
    });
    expect(lost).toMatchObject({ uuid: 'u2', storedSize: null, storedMd5: null, storedSha256: null });
  });
}
