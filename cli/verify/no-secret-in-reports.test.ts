import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { redactVariable } from '../../helpers/model/redact.ts';
import { tinyRun } from './testing/tiny-run.ts';

const secret = 'Zq8-very-secret-password';

// The suite puts the secret together, so that the source shown beside an error does not hold it either.
const suite = `import { rmSync, writeFileSync } from 'node:fs';
  const secret = ['Zq8', 'very', 'secret', 'password'].join('-');
  const leak = 'leak.txt';
  const leaky = test.extend<{ thing: void }>({ thing: async ({}, use) => { throw new Error('fixture ' + secret); await use(); } });
  test('It fails [step]', async () => {
    console.log('printed ' + secret);
    console.error('warned ' + secret);
    await test.info().attach('log', { body: 'attached ' + secret, contentType: 'text/plain' });
    writeFileSync(leak, 'in a file ' + secret);
    await test.info().attach('file', { path: leak, contentType: 'text/plain' });
    rmSync(leak);
    await test.step('step ' + secret, () => { throw new Error('said ' + secret, { cause: new Error('since ' + secret) }); });
  });
  test('It fails [expect]', () => { expect(secret).toBe('another'); });
  leaky('It fails [fixture]', ({ thing }) => {});`;

test.each([{}, { blob: 'blob.zip' }])(
  'no report holds a secret of the deployment %j',
  async ({ blob }) => {
    await using run = await tinyRun(
      { 'area/leaks.spec.ts': suite },
      { [redactVariable]: JSON.stringify([secret]), ...(blob ? { KORTHWEB_BLOB: blob } : {}) },
    );
    expect(run.conformance.summary).toMatchObject({ failed: 2, setupFailed: 1 });
    expect(run.conformance.checks.map(({ reason }) => reason).join()).toContain('said [redacted]');
    expect(run.printed).not.toContain(secret);
    const folder = blob ? join(run.folder, '..') : run.folder;
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const { parentPath, name } of files) {
      const text = textWithin(await readFile(join(parentPath, name)));
      expect(text.includes(secret), join(parentPath, name)).toBe(false);
    }
  },
  60_000,
);

/** A file's text with what is in its zip, and in the zip that Playwright's page carries as base64. */
function textWithin(file: Buffer): string {
  const page = file.toString('latin1');
  const embedded = /base64,(UEs[\w+/=]+)/.exec(page)?.[1];
  return [page, unzip(file), embedded ? unzip(Buffer.from(embedded, 'base64')) : ''].join('\n');
}

/** The inflated entries of a zip, found by the central directory; '' for anything else. */
function unzip(zip: Buffer): string {
  const texts: string[] = [];
  for (
    let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    const size = zip.readUInt32LE(at + 20);
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const data = zip.subarray(start, start + size);
    texts.push((zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('latin1'));
  }
  return texts.join('\n');
}

test('the look into Playwright’s page does see what is there', async () => {
  await using run = await tinyRun({ 'area/leaks.spec.ts': suite });
  expect(textWithin(await readFile(join(run.folder, 'html/index.html')))).toContain(secret);
}, 60_000);
