import { randomInt } from 'node:crypto';

/** A port for the client's own end of a connection, below those that the kernel hands out (ip(7), ip_local_port_range). */
export const newSourcePort = (): number => randomInt(20_000, 32_000);
