import { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createAuthority, type Authority } from './authority.ts';
import { parseCertificate, parseCertificates } from './certificates.ts';

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority('Property CA');
});

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const dnsName = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const commonName = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 '()/:?-]{0,30}[A-Za-z0-9]$/);
const second = 1000;
const moment = fc
  .integer({ min: Date.UTC(2000, 0), max: Date.UTC(2049, 11) })
  .map((time) => new Date(time - (time % second)));

test('reads back what was issued, as Node does', async () => {
  const request = fc.record({
    commonName,
    sans: fc.uniqueArray(fc.oneof(dnsName, fc.ipV4()), { maxLength: 8 }),
    notBefore: moment,
    notAfter: moment,
    isCA: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const { cert } = await authority.issue(asked);
      const { sans, notBefore, notAfter, isCA, ...parsed } = parseCertificate(cert);
      expect({ sans, notBefore, notAfter, isCA }).toEqual({
        sans: asked.sans,
        notBefore: asked.notBefore,
        notAfter: asked.notAfter,
        isCA: asked.isCA,
      });
      const node = new X509Certificate(cert);
      expect(parsed.serial).toBe(node.serialNumber.toLowerCase());
      expect(parsed.subject).toBe(node.subject);
      expect(parsed.sha256).toBe(node.fingerprint256.replaceAll(':', '').toLowerCase());
    }),
    { numRuns: 40 },
  );
});

test('reads DER and its own PEM alike', () => {
  const fromPem = parseCertificate(authority.cert);
  expect(parseCertificate(new X509Certificate(authority.cert).raw)).toEqual(fromPem);
  expect(parseCertificate(fromPem.pem)).toEqual(fromPem);
});

test('throws one clear Error for whatever is no certificate', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.string()), (garbage) => {
      expect(() => parseCertificate(garbage)).toThrow(
        /^Expected an X\.509 certificate \(PEM or DER\), got \d+/,
      );
    }),
  );
});

test('reads a damaged certificate or throws that same Error', () => {
  const der = new X509Certificate(authority.cert).raw;
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const damaged = Uint8Array.from(der, (byte, at) => (at === index ? byte ^ flip : byte));
      try {
        expect(parseCertificate(damaged).pem).toMatch(/^-----BEGIN CERTIFICATE-----/);
      } catch (error) {
        expect(String(error)).toMatch(/Expected an X\.509 certificate/);
      }
    }),
  );
});

test('reads a bundle in its order', async () => {
  const { cert } = await authority.issue({ sans: ['leaf.example'] });
  const subjects = parseCertificates(`junk\n${cert}between\n${authority.cert}`).map(({ subject }) => subject);
  expect(subjects).toEqual(['CN=leaf.example', 'CN=Property CA']);
  expect(parseCertificates('')).toEqual([]);
});
