import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../http/free-port.ts';
import { openTcp } from '../net/outside.ts';
import { tcpServer } from '../tls/test-server.ts';
import { attemptPlaintext } from './plaintext.ts';
import { startScp, titles, type TestScp } from './test-scp.ts';

let scp: TestScp;
beforeAll(async () => {
  scp = await startScp();
});
afterAll(() => scp[Symbol.asyncDispose]());

const callers = { calling: titles.accepts, called: titles.accepts };

describe('an association asked for in plain text', () => {
  test('is accepted by what speaks DICOM without TLS', async () => {
    expect(await attemptPlaintext(await openTcp(scp.endpoint), callers)).toEqual({
      kind: 'dicom',
      pdu: 'A-ASSOCIATE-AC',
    });
  });

  test('is heard by it when it is rejected, too', async () => {
    const asked = { ...callers, called: titles.rejects };
    expect(await attemptPlaintext(await openTcp(scp.endpoint), asked)).toEqual({
      kind: 'dicom',
      pdu: 'A-ASSOCIATE-RJ',
    });
  });

  test.each([
    ['HTTP/1.1 400 Bad Request\r\n\r\n', { kind: 'http', status: 400 }],
    [Buffer.from([21, 3, 1, 0, 2, 2, 10]), { kind: 'tls-alert', description: 10 }],
    ['', { kind: 'closed' }],
    ['SSH-2.0', { kind: 'unknown', answer: Buffer.from('SSH-2.0').toString('hex') }],
  ])('tells apart what answers %j', async (answer, outcome) => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.end(answer)));
    expect(await attemptPlaintext(await openTcp(server), callers)).toEqual(outcome);
  });

  test('tells a reset', async () => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await attemptPlaintext(await openTcp(server), callers)).toMatchObject({ kind: 'reset' });
  });

  test('without a server, cannot even be asked for', async () => {
    await expect(openTcp({ host: '127.0.0.1', port: await freePort() })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
