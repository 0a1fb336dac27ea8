import { randomInt } from 'node:crypto';

/** Ports for each worker: no two of them bind the same one in a pod that they share. */
const perWorker = 1000;
const first = 20_000 + (Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % 12) * perWorker;
let next = randomInt(perWorker);

/**
 * A port for the client's own end of a connection, below those that the kernel hands out (ip(7), ip_local_port_range);
 * another one each time, since one that was closed lately cannot be bound yet.
 */
export const newSourcePort = (): number => first + (next++ % perWorker);
