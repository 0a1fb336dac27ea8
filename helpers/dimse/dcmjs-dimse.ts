import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import dimse from 'dcmjs-dimse';
import { z } from 'zod';

interface Logger {
  disableAll(persist: boolean): void;
}

// It logs every PDU, and the dcmjs that it brings complains of what servers send: outcomes say it all.
const require = createRequire(import.meta.url);
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const Dcmjs = z.object({ log: z.custom<Logger & { getLoggers(): Record<string, Logger> }>(isObject) });
const dcmjs = Dcmjs.parse(createRequire(require.resolve('dcmjs-dimse'))('dcmjs'));
for (const logger of [dimse.log, dcmjs.log, ...Object.values(dcmjs.log.getLoggers())])
  logger.disableAll(false);

/** dcmjs-dimse, silenced. Nothing but this folder imports it. */
export const { Client, Dataset, Scp, Server, association, constants, requests, responses } = dimse;
export type Client = InstanceType<typeof Client>;
export type Scp = InstanceType<typeof Scp>;
export type Dataset = InstanceType<typeof Dataset>;
export type PresentationContext = InstanceType<typeof association.PresentationContext>;
export type Association = InstanceType<typeof association.Association>;
export type Request = InstanceType<typeof requests.Request>;
export type Response = InstanceType<typeof responses.Response>;

/** The connection inside a Client, which has what the Client does not pass on: aborts, and the socket's own errors. */
export interface Network {
  readonly socket: Socket;
  on(event: 'abort', listener: (abort: { source: number; reason: number }) => void): void;
  /** Called when the last byte of a received instance is there. */
  createDatasetFromStoreWritableStream(
    stream: { toBuffer(): Buffer },
    context: PresentationContext,
    done: (dataset: Dataset) => void,
  ): void;
}

const Sending = z.object({ network: z.custom<Network>(isObject) });

/** The connection of a Client that sends. */
export function networkOf(client: Client): Network {
  return Sending.parse(client).network;
}

const Connected = z.object({ socket: z.instanceof(Socket) });

/** The socket of one connection to a Server. */
export function socketOf(scp: Scp): Socket {
  return Connected.parse(scp).socket;
}
