import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toError } from '../model/errors.ts';
import type { Control } from '../model/results.ts';
import { denial, type DenialOptions } from './denial.ts';
import { httpRefusal, kindRefusal } from './refusal.ts';

type Answer = { status: number; body: string };
let server: Server;
let origin = '';
let secret = 401;
let open = [200];

beforeAll(async () => {
  server = createServer((request, response) => {
    const status = request.url === '/secret' ? secret : ((open.length > 1 ? open.shift() : open[0]) ?? 500);
    response.writeHead(status).end(status === 403 ? 'RBAC: access denied' : 'body');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
});
afterAll(() => server.close());

async function get(path: string): Promise<Answer> {
  const response = await fetch(`${origin}${path}`);
  return { status: response.status, body: await response.text() };
}

async function allowed(): Promise<void> {
  const { status } = await get('/open');
  if (status !== 200) throw new Error(`expected HTTP 200, got ${status}`);
}

const options = (attempt = () => get('/secret'), expected = httpRefusal(401)): DenialOptions<Answer> => ({
  what: 'GET /secret',
  attempt,
  expect: expected,
  controls: [{ what: 'GET /open', attempt: allowed }],
});

async function run(what: {
  secret: number;
  open?: number[];
  given?: DenialOptions<Answer>;
}): Promise<{ name: string; message: string; controls: Control[] }> {
  ({ secret } = what);
  open = what.open ?? [200];
  const controls: Control[] = [];
  try {
    await denial(what.given ?? options(), (recorded) => controls.push(...recorded));
    return { name: 'passed', message: '', controls };
  } catch (error) {
    const { name, message } = toError(error);
    return { name, message, controls };
  }
}

describe('a denial', () => {
  test('passes when refused exactly so between two allowed controls', async () => {
    expect(await run({ secret: 401 })).toEqual({
      name: 'passed',
      message: '',
      controls: [{ what: 'GET /open', before: 'passed', after: 'passed' }],
    });
  });

  test('fails when it was allowed', async () => {
    const { name, message } = await run({ secret: 200 });
    expect(name).toBe('AllowedError');
    expect(message).toBe('GET /secret: expected HTTP 401, got HTTP 200, body "body": it was allowed');
  });

  test('fails when it was allowed, whatever its controls say', async () => {
    const { name, controls } = await run({ secret: 200, open: [500] });
    expect(name).toBe('AllowedError');
    expect(controls).toEqual([{ what: 'GET /open', before: 'failed', after: 'failed' }]);
  });

  test('is inconclusive when refused in another way', async () => {
    const { name, message } = await run({ secret: 502 });
    expect(name).toBe('InconclusiveError');
    expect(message).toContain('expected HTTP 401, got HTTP 502');
  });

  test('is inconclusive when a control fails before', async () => {
    const { name, message, controls } = await run({ secret: 401, open: [503, 200] });
    expect(name).toBe('InconclusiveError');
    expect(message).toContain('"GET /open" was not allowed before it: expected HTTP 200, got 503');
    expect(controls).toEqual([{ what: 'GET /open', before: 'failed', after: 'passed' }]);
  });

  test('is inconclusive when a control fails after', async () => {
    const { name, message, controls } = await run({ secret: 401, open: [200, 503] });
    expect(name).toBe('InconclusiveError');
    expect(message).toContain('not allowed after it');
    expect(controls).toEqual([{ what: 'GET /open', before: 'passed', after: 'failed' }]);
  });

  test('is inconclusive when the attempt breaks: a dead port is no refusal', async () => {
    const dead = options(async () => {
      await fetch('http://127.0.0.1:1/');
      throw new Error('unreachable');
    });
    const { name, message } = await run({ secret: 401, given: dead });
    expect(name).toBe('InconclusiveError');
    expect(message).toContain('the attempt itself broke');
  });

  test('tells a 403 of the policy from any other 403', async () => {
    const rbac = options(undefined, httpRefusal(403, /^RBAC: access denied$/));
    expect((await run({ secret: 403, given: rbac })).name).toBe('passed');
    const other = options(undefined, httpRefusal(403, /^Another answer$/));
    expect((await run({ secret: 403, given: other })).name).toBe('InconclusiveError');
  });

  test('names every control, in the order given', async () => {
    const two: DenialOptions<Answer> = {
      ...options(),
      controls: [
        { what: 'one', attempt: allowed },
        { what: 'two', attempt: () => Promise.reject(new Error('no')) },
      ],
    };
    const { name, controls } = await run({ secret: 401, given: two });
    expect(name).toBe('InconclusiveError');
    expect(controls).toEqual([
      { what: 'one', before: 'passed', after: 'passed' },
      { what: 'two', before: 'failed', after: 'failed' },
    ]);
  });
});

describe('a refusal by kind', () => {
  const refusal = kindRefusal<{ kind: string; alert?: string; error?: Error }>('alert', {
    alert: 'unrecognized_name',
  });

  test.each([
    [{ kind: 'alert', alert: 'unrecognized_name' }, 'refused'],
    [{ kind: 'alert', alert: 'handshake_failure' }, 'other'],
    [{ kind: 'connected' }, 'allowed'],
    [{ kind: 'timeout' }, 'other'],
    [{ kind: 'refused' }, 'other'],
  ])('%j is %s', (outcome, wanted) => {
    expect(refusal.classify(outcome)).toBe(wanted);
  });

  test('says what it wants and what it got', () => {
    expect(refusal.what).toBe('alert, alert unrecognized_name');
    expect(refusal.describe({ kind: 'timeout', error: new Error('10 s went by') })).toBe(
      'timeout, 10 s went by',
    );
  });
});
