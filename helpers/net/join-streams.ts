import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import { toError } from '../model/errors.ts';
import { socketFailure } from './socket-errors.ts';

/**
 * Carries bytes both ways until both sides have ended; an end of one direction is carried as a half close, a reset of
 * either side as a reset.
 * @throws the far side's error; the local side has then been reset or destroyed.
 */
export async function joinStreams(local: Socket, far: Duplex): Promise<void> {
  local.once('close', () => dropIfOpen(far, local));
  local.once('error', (error) => (socketFailure(error) === 'reset' ? reset(far) : far.destroy()));
  const over = finished(far).catch((thrown: unknown) => endLocal(local, far, toError(thrown)));
  far.pipe(local);
  local.pipe(far);
  await over;
}

/** The far side's failure counts only while the local side is still there: our own destroy() is no failure. */
function endLocal(local: Socket, far: Duplex, error: Error): void {
  far.destroy();
  if (local.destroyed) return;
  if (socketFailure(error) === 'reset') local.resetAndDestroy();
  else local.destroy();
  throw error;
}

function dropIfOpen(far: Duplex, local: Socket): void {
  if (!far.destroyed && !(local.readableEnded && local.writableFinished)) far.destroy();
}

function reset(stream: Duplex): void {
  // Only a bare TCP socket can be reset; TLS and exec streams can but be destroyed.
  if (stream instanceof Socket && !(stream instanceof TLSSocket)) stream.resetAndDestroy();
  else stream.destroy();
}
