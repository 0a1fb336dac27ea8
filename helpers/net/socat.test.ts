import { spawn, spawnSync } from 'node:child_process';
import type { CommandChannel, CommandEnd } from '../process/channel.ts';
import { socatCommand, socatStream } from './socat.ts';
import { openTunnel, type Open } from './tunnel.ts';
import { describeVantage } from './vantage.conformance.ts';

/** The very command that a probe pod runs, on this machine. */
const open: Open = (target) => {
  const [program = '', ...args] = socatCommand(target);
  return socatStream(localChannel(program, args));
};

function localChannel(program: string, args: readonly string[]): CommandChannel {
  const child = spawn(program, args);
  const { promise: ended, resolve } = Promise.withResolvers<CommandEnd>();
  child.on('close', (code) => resolve(code === null ? { code, reason: 'a signal' } : { code }));
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    ended,
    kill: () => void child.kill(),
  };
}

const missing = spawnSync('socat', ['-V']).error !== undefined;
if (missing && process.env['CI'] === 'true')
  throw new Error('Expected socat on the PATH. Next: apt-get install socat');

const name = `a vantage through socat${missing ? ' (skipped: socat is not installed)' : ''}`;
describeVantage(name, () => Promise.resolve({ name, open, tunnel: (options) => openTunnel(open, options) }), {
  skip: missing,
});
