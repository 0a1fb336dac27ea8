import { expect, test } from 'vitest';
import type { HttpClient } from '../http/client.ts';
import { processingFailure, store, storePatiently } from './stow.ts';

const response = (status: number, failureReason?: number) => {
  const failed = { '00081197': { vr: 'US', Value: [failureReason] } };
  const dataset = failureReason === undefined ? {} : { '00081198': { vr: 'SQ', Value: [failed] } };
  return {
    request: 'POST https://a/dicom-web/studies',
    status,
    headers: { 'content-type': 'application/dicom+json' },
    body: Buffer.from(JSON.stringify(dataset)),
    timings: { headersMs: 1, totalMs: 1 },
  };
};

/** A server that gives these answers, the last one for ever. */
function serverOf(...answers: readonly ReturnType<typeof response>[]): HttpClient & { asked: number } {
  return {
    asked: 0,
    target: { host: 'a', address: 'a', port: 443 },
    async request() {
      const answer = answers[Math.min(this.asked, answers.length - 1)] ?? response(500);
      this.asked += 1;
      return answer;
    },
    async [Symbol.asyncDispose]() {},
  };
}

test.each([
  ['is tried again', [response(202, processingFailure), response(200)], 200, 2],
  ['is believed the third time', [response(202, processingFailure)], 202, 3],
] as const)('a processing failure %s', async (_, answers, status, asked) => {
  const http = serverOf(...answers);
  expect(await storePatiently(http, [Buffer.from('DICM')])).toMatchObject({ status, attempts: asked });
  expect(http.asked).toBe(asked);
});

test('another failure is believed at once', async () => {
  const http = serverOf(response(409, 0xa900), response(200));
  const { failed } = await storePatiently(http, [Buffer.from('DICM')]);
  expect(failed).toMatchObject([{ failureReason: 0xa900 }]);
  expect(http.asked).toBe(1);
});

test('who does not ask for patience gets the first answer', async () => {
  const http = serverOf(response(202, processingFailure), response(200));
  expect((await store(http, [Buffer.from('DICM')])).status).toBe(202);
  expect(http.asked).toBe(1);
});
