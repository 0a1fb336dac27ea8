import { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { timeouts } from '../model/timeouts.ts';
import type { CommandChannel, CommandEnd } from '../process/channel.ts';
import type { Target } from './vantage.ts';

/**
 * The command that connects its stdin and stdout to a target. `-d -d` announces the connection and its ends on stderr;
 * `-t` leaves the target time to answer after a half close.
 */
export function socatCommand({ host, port, sourcePort }: Target): readonly string[] {
  const address = host.includes(':') ? `[${host}]` : host;
  const options = [
    `connect-timeout=${timeouts.request / 1000}`,
    ...(sourcePort === undefined ? [] : [`sourceport=${sourcePort}`]),
  ];
  return ['socat', '-d', '-d', '-t', '30', 'STDIO', [`TCP:${address}:${port}`, ...options].join(',')];
}

/**
 * Makes a byte stream of a running socat, once that has connected.
 * @throws an error with the `code` that a socket would have, and socat's own words.
 */
export async function socatStream(channel: CommandChannel): Promise<Duplex> {
  const stream = new SocatStream(channel);
  // Later than socat's own limit, whose words are better.
  const limit = setTimeout(() => channel.kill(), timeouts.request * 1.5);
  try {
    await stream.connected;
    return stream;
  } catch (error) {
    stream.destroy();
    throw error;
  } finally {
    clearTimeout(limit);
  }
}

class SocatStream extends Duplex {
  readonly connected: Promise<void>;
  readonly #channel: CommandChannel;
  #stderr = '';

  constructor(channel: CommandChannel) {
    super({ allowHalfOpen: true });
    this.#channel = channel;
    this.on('error', () => undefined); // One that comes before anybody listens must not end this process.
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.connected = promise;
    channel.stderr.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString();
      if (this.#stderr.includes('starting data transfer loop')) resolve();
      // Socat waits for our end too (see -t); a target that has closed expects nothing more.
      if (/socket 2 \(fd \d+\) is at EOF/.test(this.#stderr)) channel.stdin.end();
    });
    channel.stdin.on('error', () => undefined); // How the command ended says why.
    channel.stdout.on('data', (chunk: Buffer) => this.push(chunk) || channel.stdout.pause());
    const drained = finished(channel.stdout, { writable: false }).catch(() => undefined);
    void channel.ended.then((end) => this.#finish(end, drained, reject));
  }

  override _read(): void {
    this.#channel.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#channel.stdin.writableEnded) done();
    else this.#channel.stdin.write(chunk, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    if (!this.#channel.stdin.writableEnded) this.#channel.stdin.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#channel.kill();
    done(error);
  }

  async #finish(
    end: CommandEnd,
    drained: Promise<void>,
    rejectConnected: (error: Error) => void,
  ): Promise<void> {
    const error = socatError(end, this.#stderr);
    rejectConnected(error);
    if (end.code !== 0 || wentWrong(this.#stderr).length > 0) return void this.destroy(error);
    await drained; // The exit code may overtake the last bytes.
    this.push(null);
  }
}

const causes: readonly (readonly [pattern: RegExp, code: string, syscall: string])[] = [
  [/Connection refused/, 'ECONNREFUSED', 'connect'],
  [/timed out/, 'ETIMEDOUT', 'connect'],
  [/getaddrinfo|not known|name resolution|No address/, 'ENOTFOUND', 'getaddrinfo'],
  [/No route to host/, 'EHOSTUNREACH', 'connect'],
  [/Network is unreachable/, 'ENETUNREACH', 'connect'],
  [/Connection reset by peer|Broken pipe/, 'ECONNRESET', 'read'],
];

/**
 * Socat's complaints: E and F are errors; a W is one where it is about the target's socket, whose reset socat takes for
 * an end (and then exits with 0).
 */
function wentWrong(stderr: string): readonly string[] {
  return stderr
    .split('\n')
    .flatMap(
      (line) => /socat\[\d+\] (?:[EF] |W (?=(?:read|write|send|recv)\((?![012],)))(.*)/.exec(line)?.[1] ?? [],
    );
}

/** Socat's words are kept: they are the evidence. */
function socatError(end: CommandEnd, stderr: string): Error {
  const lines = wentWrong(stderr);
  const how = end.code === null ? `lost (${end.reason})` : `ended with exit code ${end.code}`;
  const said = lines.join('; ') || stderr.trim().split('\n').at(-1) || 'nothing';
  const [, code, syscall] = causes.find(([pattern]) => pattern.test(lines.join('\n'))) ?? [];
  return Object.assign(
    new Error(`socat ${how} and said: ${said}`),
    code === undefined ? {} : { code, syscall },
  );
}
