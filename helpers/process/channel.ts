import type { Readable, Writable } from 'node:stream';

/** How a command ended: its exit code, or why there is none (a lost connection, a signal). */
export type CommandEnd = { readonly code: number } | { readonly code: null; readonly reason: string };

/** A running command with its streams, wherever it runs: in a pod or on this machine. */
export interface CommandChannel {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves once, when the command has ended; never rejects. */
  readonly ended: Promise<CommandEnd>;
  /** Ends the command, or at least the connection to it. */
  kill(): void;
}
