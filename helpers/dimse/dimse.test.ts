import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sopClasses } from '../dicom/sop-classes.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import { readInstance, type Instance } from '../dicom/instance.ts';
import { writePart10 } from '../dicom/write-part10.ts';
import { freePort } from '../http/free-port.ts';
import { TimeoutError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { echo } from './echo.ts';
import { describeOutcome } from './outcome.ts';
import { store } from './store.ts';
import { startScp, titles, type TestScp } from './test-scp.ts';

let scp: TestScp;
beforeAll(async () => {
  scp = await startScp();
});
afterAll(() => scp[Symbol.asyncDispose]());

describe('C-ECHO', () => {
  test('succeeds', async () => {
    expect(await echo(scp.endpoint)).toEqual({ kind: 'success', status: 0 });
  });

  test('says why it was rejected', async () => {
    const outcome = await echo({ ...scp.endpoint, called: titles.rejects });
    expect(outcome).toEqual({
      kind: 'rejected',
      result: 'permanent',
      source: 'service-user',
      reason: 'called-ae-title-not-recognized',
    });
    expect(describeOutcome(outcome)).toBe(
      'rejected (permanent) by service-user: called-ae-title-not-recognized',
    );
  });

  test('says who aborted, and why', async () => {
    expect(await echo({ ...scp.endpoint, called: titles.aborts })).toEqual({
      kind: 'aborted',
      source: 'service-provider',
      reason: 'unexpected-pdu',
    });
  });

  test('tells a closed connection from an abort', async () => {
    const outcome = await echo({ ...scp.endpoint, called: titles.hangsUp });
    expect(describeOutcome(outcome)).toBe(
      'network error: The connection closed before the response to C-ECHO',
    );
  });

  test('without a server, is a network error with its code', async () => {
    const outcome = await echo({ ...scp.endpoint, port: await freePort() });
    expect(outcome).toMatchObject({ kind: 'network-error', error: { code: 'ECONNREFUSED' } });
  });
});

describe('C-ECHO with what is no DICOM', () => {
  const usual = { ...timeouts };
  afterEach(() => void Object.assign(timeouts, usual));

  test.each([
    ['resets', /ECONNRESET/],
    ['closes', /closed before the association was accepted/],
    ['speaks HTTP', /Unknown PDU type: 72/],
    ['is silent', /Waited 0.2 s \(timeout `association`\) for C-ECHO with ACCEPTS at 127.0.0.1/],
  ])('a server that %s is a network error', async (what, message) => {
    Object.assign(timeouts, { association: 200 });
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      if (what === 'resets') socket.resetAndDestroy();
      if (what === 'closes') socket.end();
      if (what === 'speaks HTTP') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const outcome = await echo({ ...scp.endpoint, port });
    server.close();
    expect(outcome.kind).toBe('network-error');
    expect(describeOutcome(outcome)).toMatch(message);
    if (what === 'is silent') expect(outcome).toMatchObject({ error: expect.any(TimeoutError) });
  });
});

describe('C-STORE', () => {
  test('sends the elements as they are', async () => {
    const sent = instance(transferSyntaxes.explicitLittleEndian);
    expect(await store(scp.endpoint, sent)).toEqual({ kind: 'success', status: 0 });
    expect(scp.received.at(-1)?.getElements()).toMatchObject({
      SOPInstanceUID: sent.facts.sopInstanceUID,
      PatientName: [{ Alphabetic: 'Müller' }],
    });
  });

  test('in a transfer syntax that is not accepted sends nothing', async () => {
    const before = scp.received.length;
    const endpoint = { ...scp.endpoint, called: titles.takesImplicitOnly };
    expect(await store(endpoint, instance(transferSyntaxes.explicitLittleEndian))).toEqual({
      kind: 'not-accepted',
      abstractSyntax: sopClasses.secondaryCapture,
    });
    expect(scp.received).toHaveLength(before);
    expect((await store(endpoint, instance(transferSyntaxes.implicitLittleEndian))).kind).toBe('success');
  });

  test('a status that is no success is a failure with its comment', async () => {
    const outcome = await store(
      { ...scp.endpoint, called: titles.isFull },
      instance(transferSyntaxes.explicitLittleEndian),
    );
    expect(outcome).toEqual({ kind: 'failure', status: 0xa700, comment: 'disk full' });
    expect(describeOutcome(outcome)).toBe('status 0xA700: disk full');
  });
});

function instance(transferSyntaxUID: string): Instance {
  const [sopClassUID, sopInstanceUID] = [sopClasses.secondaryCapture, '1.2.3'];
  const dataset = {
    '00080005': { vr: 'CS', value: 'ISO_IR 100' },
    '00080016': { vr: 'UI', value: sopClassUID },
    '00080018': { vr: 'UI', value: sopInstanceUID },
    '00100010': { vr: 'PN', value: Buffer.from('Müller', 'latin1') },
    '0020000D': { vr: 'UI', value: '1.2' },
    '0020000E': { vr: 'UI', value: '1.2.1' },
    '00280010': { vr: 'US', value: 4 },
    '00280011': { vr: 'US', value: 16 },
    '7FE00010': { vr: 'OW', value: Buffer.alloc(64, 1) },
  };
  return readInstance(writePart10({ sopClassUID, sopInstanceUID, transferSyntaxUID, dataset }));
}
