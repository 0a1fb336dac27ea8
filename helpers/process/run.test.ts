import { expect, test } from 'vitest';
import { SetupError } from '../model/errors.ts';
import { run } from './run.ts';

const script = (body: string): [string, string[]] => ['sh', ['-c', body]];

test('keeps both outputs and the exit code', async () => {
  const { stdout, stderr, exitCode } = await run(...script('echo out; echo err >&2'));
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: 'out', stderr: 'err', exitCode: 0 });
});

test('names the command, the exit code and the last lines of stderr', async () => {
  const failed = run(...script('echo first >&2; echo "disk full" >&2; exit 3'));
  await expect(failed).rejects.toThrow(
    /`sh -c .*` ended with exit code 3, expected 0; its last lines:\nfirst\ndisk full/s,
  );
  await expect(failed).rejects.toBeInstanceOf(SetupError);
});

test('resolves on any exit code where that is wanted', async () => {
  expect((await run(...script('exit 7'), { anyExitCode: true })).exitCode).toBe(7);
});

test('masks secrets in the command and in its output', async () => {
  const failed = run(...script('echo "password is hunter22" >&2; exit 1 # hunter22'), {
    secrets: ['hunter22'],
  });
  await expect(failed).rejects.toThrow(/password is \*\*\*/);
  await expect(failed).rejects.not.toThrow(/hunter22/);
});

test('says that a command is not installed', async () => {
  await expect(run('korthweb-no-such-command')).rejects.toThrow(/was not found; is it installed/);
});

test('ends the child with SIGTERM when aborted', async () => {
  const stop = new AbortController();
  const lines: string[] = [];
  const running = run(
    ...script('trap "echo terminated; exit 1" TERM; echo up; while :; do sleep 0.05; done'),
    {
      signal: stop.signal,
      onLine: (line) => {
        lines.push(line);
        stop.abort(new Error('the user pressed Ctrl-C'));
      },
    },
  );
  await expect(running).rejects.toThrow(/was stopped on request/);
  await expect(running).rejects.toHaveProperty('cause.message', 'the user pressed Ctrl-C');
  expect(lines).toEqual(['up', 'terminated']);
});

test('passes input and environment on', async () => {
  const { stdout } = await run(...script('cat; echo $GREETING'), {
    input: 'in ',
    env: { GREETING: 'hello' },
  });
  expect(stdout).toBe('in hello');
});
