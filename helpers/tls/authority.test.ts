import { createPrivateKey } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAuthority, loadAuthority, selfSigned, type Authority, type KeyPair } from './authority.ts';
import { keyMatches, parseCertificate } from './certificates.ts';
import { verifyChain } from './verify-chain.ts';

const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);

let authority: Authority;
let leaf: KeyPair;

beforeAll(async () => {
  authority = await createAuthority('Test CA');
  leaf = await authority.issue({ sans: ['web.example', '127.0.0.1'] });
});

const problems = (cert: string, by: KeyPair = authority): string[] =>
  verifyChain(parseCertificate(cert), parseCertificate(by.cert)).map(({ kind }) => kind);

describe('what the authority issues', () => {
  test('verifies to it, with the names and usages of a server', () => {
    expect(parseCertificate(leaf.cert)).toMatchObject({
      subject: 'CN=web.example',
      issuer: 'CN=Test CA',
      sans: ['web.example', '127.0.0.1'],
      keyUsages: ['digitalSignature', 'keyEncipherment'],
      extendedKeyUsages: ['serverAuth'],
      isCA: false,
      publicKey: { type: 'ec', bits: 256 },
      signatureAlgorithm: 'ECDSA with SHA-256',
    });
    expect(problems(leaf.cert)).toEqual([]);
  });

  test('has its own key', async () => {
    const other = await authority.issue({ sans: ['web.example'] });
    expect(keyMatches(parseCertificate(leaf.cert), leaf.key)).toBe(true);
    expect(keyMatches(parseCertificate(leaf.cert), other.key)).toBe(false);
  });

  test('can be expired, or not valid yet', async () => {
    const expired = await authority.issue({ sans: ['a'], notBefore: inDays(-9), notAfter: inDays(-1) });
    const early = await authority.issue({ sans: ['a'], notBefore: inDays(1) });
    expect(problems(expired.cert)).toEqual(['expired']);
    expect(problems(early.cert)).toEqual(['not-yet-valid']);
  });

  test('can be weak', async () => {
    const weak = await createAuthority('Weak CA', { strength: 'rsa-1024' });
    const { publicKey, signatureAlgorithm } = parseCertificate((await weak.issue({ sans: ['a'] })).cert);
    expect({ publicKey, signatureAlgorithm }).toEqual({
      publicKey: { type: 'rsa', bits: 1024 },
      signatureAlgorithm: 'RSASSA-PKCS1-v1_5 with SHA-1',
    });
  });
});

describe('a chain', () => {
  test('to another authority of the same name has a bad signature', async () => {
    expect(problems(leaf.cert, await createAuthority('Test CA'))).toEqual(['bad-signature']);
  });

  test('of a self-signed certificate has no issuer', async () => {
    const own = await selfSigned({ sans: ['web.example'] });
    expect(problems(own.cert)).toEqual(['no-issuer']);
    expect(problems(own.cert, own)).toEqual([]);
  });

  test('goes through intermediates', async () => {
    const intermediate = await authority.issue({ commonName: 'Intermediate', sans: [], isCA: true });
    const deep = await (await loadAuthority(intermediate)).issue({ sans: ['deep.example'] });
    const [root, middle, end] = [authority, intermediate, deep].map(({ cert }) => parseCertificate(cert));
    if (!root || !middle || !end) throw new Error('Expected three certificates');
    expect(verifyChain([end, middle], root)).toEqual([]);
    expect(verifyChain(end, root).map(({ kind }) => kind)).toEqual(['no-issuer']);
  });

  test('through a certificate that is no CA is refused', async () => {
    const misused = await (await loadAuthority(leaf)).issue({ sans: ['deep.example'] });
    const [end, middle] = [misused, leaf].map(({ cert }) => parseCertificate(cert));
    if (!middle || !end) throw new Error('Expected two certificates');
    const found = verifyChain([end, middle], parseCertificate(authority.cert));
    expect(found.map(({ kind }) => kind)).toEqual(['issuer-is-no-ca']);
  });
});

test.each(['pkcs1', 'pkcs8'] as const)('an RSA authority is restored from its PEM (%s)', async (type) => {
  const { cert, key } = await createAuthority('RSA CA', { strength: 'rsa-2048' });
  const pem = createPrivateKey(key).export({ type, format: 'pem' }).toString();
  const issued = await (await loadAuthority({ cert, key: pem })).issue({ sans: ['a.example'] });
  expect(problems(issued.cert, { cert, key })).toEqual([]);
});
