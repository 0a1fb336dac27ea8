import { expect, test } from 'vitest';
import { redact, redactDeep, redactVariable, registerSecret, registerSecretsFrom } from './redact.ts';

const pem = (label: string): string =>
  `-----BEGIN ${label}-----\nMIIEvQIBADANBg\nkqhkiG9w0B\n-----END ${label}-----`;

test.each(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])(
  'a PEM %s goes, in plain and in base64',
  (label) => {
    expect(redact(`a\n${pem(label)}\nb`)).toBe('a\n[redacted private key]\nb');
    expect(redact(`key: ${Buffer.from(pem(label)).toString('base64')}.`)).toBe(
      'key: [redacted private key].',
    );
  },
);

test('a private key that was cut short goes to the end', () => {
  expect(redact(pem('PRIVATE KEY').slice(0, 40))).toBe('[redacted private key]');
});

test('certificates stay', () => {
  expect(redact(pem('CERTIFICATE'))).toBe(pem('CERTIFICATE'));
  const base64 = Buffer.from(pem('CERTIFICATE')).toString('base64');
  expect(redact(base64)).toBe(base64);
});

test.each([
  ['Authorization: Basic b3J0aGFuYzpvcnRoYW5j', 'Authorization: Basic [redacted]'],
  ['{"authorization":"Bearer abc.def"}', '{"authorization":"Bearer [redacted]"}'],
  ['curl -H "authorization: token123"', 'curl -H "authorization: [redacted]"'],
  ['sent Bearer sha256~AbCdEfGh12', 'sent Bearer [redacted]'],
  ['Basic b3J0aGFuYzpvcnRoYW5j', 'Basic [redacted]'],
  ['token eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrOHMifQ.c2ln', 'token [redacted token]'],
  ['postgresql://orthanc:s3cr3t/x@db:5432/orthancdb', 'postgresql://orthanc:[redacted]@db:5432/orthancdb'],
  ['host=db password=abc sslmode=require', 'host=db password=[redacted] sslmode=require'],
  ['PGPASSWORD=abc psql', 'PGPASSWORD=[redacted] psql'],
  ['{"adminPassword": "x y"}', '{"adminPassword": "[redacted]"}'],
  ['Set-Cookie: session=1; Path=/', 'Set-Cookie: [redacted]'],
])('%s', (given, wanted) => {
  expect(redact(given)).toBe(wanted);
});

test.each([
  'Basic authentication is on',
  'https://web.orthweb.com:443/dicom-web/studies',
  'a wrong password: expected 28P01',
  'http://10.0.0.1:8042/a',
])('prose and plain addresses stay: %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('a registered secret goes in every form it takes', () => {
  const secret = 'p@ss"w/rd+1';
  registerSecret(secret);
  const forms = [
    secret,
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
    JSON.stringify(secret),
  ];
  for (const form of forms) expect(redact(`<${form}>`)).toMatch(/^<"?\[redacted\]=*"?>$/);
});

test('a short secret does not black out ordinary words', () => {
  registerSecret('orthanc');
  expect(redact('orthanc is up')).toBe('orthanc is up');
});

test('secrets arrive by the environment; garbage there is ignored', () => {
  registerSecretsFrom({ [redactVariable]: '["from-the-parent", 7]' });
  registerSecretsFrom({ [redactVariable]: '{nonsense' });
  expect(redact('x from-the-parent y')).toBe('x [redacted] y');
});

test('redacts in depth, in place, through cycles', () => {
  const value: Record<string, unknown> = { list: [{ message: 'PGPASSWORD=abc' }], count: 1 };
  value['self'] = value;
  redactDeep(value);
  expect(value['list']).toEqual([{ message: 'PGPASSWORD=[redacted]' }]);
});
