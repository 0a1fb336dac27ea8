import { expect, test } from 'vitest';
import { createAuthority } from './authority.ts';
import { oldVersionHandshake } from './old-version.ts';
import { tlsEchoServer } from './test-server.ts';

const authority = await createAuthority('CA', { strength: 'rsa-2048' });
const pair = await authority.issue({ sans: ['web.example'] });

test.each(['TLSv1', 'TLSv1.1'] as const)(
  '%s is offered, and refused by alert where it is not wanted',
  async (version) => {
    await using modern = await tlsEchoServer({ ...pair, minVersion: 'TLSv1.2' });
    expect(await oldVersionHandshake(modern, version)).toEqual({
      kind: 'alert',
      alert: 'protocol_version',
      number: 70,
    });
  },
);

test('TLSv1.1 connects where it is allowed', async () => {
  await using old = await tlsEchoServer({ ...pair, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' });
  expect(await oldVersionHandshake(old, 'TLSv1.1')).toMatchObject({ kind: 'connected', protocol: 'TLSv1.1' });
});
