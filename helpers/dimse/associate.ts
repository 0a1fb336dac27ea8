import type { AETitle } from '../dicom/identifiers.ts';
import { TimeoutError, toError } from '../model/errors.ts';
import { timeouts, type TimeoutName } from '../model/timeouts.ts';
import { Client, networkOf, type Network, type Request, type Response } from './dcmjs-dimse.ts';
import { isSuccess, type DimseFailure, type DimseSuccess } from './outcome.ts';
import { aborted, rejected } from './refusals.ts';

/** Where to associate with whom, in plain TCP: TLS is a tunnel's business. */
export interface DimseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly calling: AETitle;
  readonly called: AETitle;
}

export interface Operation {
  /** For messages: `C-ECHO`. */
  readonly name: string;
  readonly request: Request;
  /** Sets further presentation contexts or listeners, before anything is sent. */
  readonly prepare?: (client: Client) => void;
  /** Sets what only the connection can do, before anything is received. */
  readonly connected?: (network: Network) => void;
  /** Limits the association with its operation; default `association`. */
  readonly timeout?: TimeoutName;
}

export interface Ended {
  readonly outcome: DimseSuccess | DimseFailure;
  /** All that came, pending ones included. */
  readonly responses: readonly Response[];
}

/** What happened on the association, until its connection closed. */
interface Record {
  readonly responses: Response[];
  refusal?: DimseFailure;
  accepted?: boolean;
  released?: boolean;
  error?: Error;
}

/** Opens an association, performs one operation, releases it; resolves when the connection is closed, and never rejects. */
export async function associate(endpoint: DimseEndpoint, operation: Operation): Promise<Ended> {
  const record: Record = { responses: [] };
  const closed = Promise.withResolvers<void>();
  const client = new Client();
  const { name, request, timeout = 'association' } = operation;
  request.on('response', (response: Response) => record.responses.push(response));
  client.addRequest(request);
  operation.prepare?.(client);
  client.on('closed', () => closed.resolve());
  let limit: NodeJS.Timeout | undefined;
  try {
    const network = send(client, endpoint, timeouts[timeout]);
    follow(client, network, record);
    operation.connected?.(network);
    limit = setTimeout(() => network.socket.destroy(timedOut(name, endpoint, timeout)), timeouts[timeout]);
    await closed.promise;
  } catch (thrown) {
    record.error ??= toError(thrown);
  }
  clearTimeout(limit);
  return { outcome: outcomeOf(record, name, request), responses: record.responses };
}

function send(client: Client, { host, port, calling, called }: DimseEndpoint, limit: number): Network {
  // Its own timeouts say less: they shall not come first.
  const later = 2 * limit;
  const limits = { connectTimeout: later, associationTimeout: later, pduTimeout: later };
  client.send(host, port, calling, called, limits);
  return networkOf(client);
}

/** Every end is made to close the connection, so that "closed" is the one place where it is judged. */
function follow(client: Client, network: Network, record: Record): void {
  const end = (): void => void network.socket.destroy();
  network.socket.on('error', (error) => (record.error = error));
  client.on('associationAccepted', () => (record.accepted = true));
  client.on('associationReleased', () => {
    record.released = true;
    end();
  });
  client.on('associationRejected', (pdu: { result: number; source: number; reason: number }) => {
    record.refusal = rejected(pdu);
    end();
  });
  network.on('abort', (pdu) => {
    record.refusal = aborted(pdu);
    end();
  });
  client.on('networkError', (error: Error) => {
    record.error ??= error;
    end();
  });
}

function outcomeOf(record: Record, name: string, request: Request): DimseSuccess | DimseFailure {
  const final = record.responses.findLast((response) => !isPending(response.getStatus()));
  if (final) return finalOutcome(final);
  if (record.refusal) return record.refusal;
  if (record.error) return { kind: 'network-error', error: record.error };
  if (record.released) return { kind: 'not-accepted', abstractSyntax: request.getAffectedSopClassUid() };
  const when = record.accepted ? `before the response to ${name}` : 'before the association was accepted';
  return { kind: 'network-error', error: new Error(`The connection closed ${when}`) };
}

function finalOutcome(response: Response): DimseSuccess | DimseFailure {
  const status = response.getStatus();
  if (isSuccess(status)) return { kind: 'success', status };
  return { kind: 'failure', status, comment: response.getErrorComment() ?? '' };
}

function isPending(status: number): boolean {
  return status === 0xff00 || status === 0xff01;
}

function timedOut(name: string, { host, port, called }: DimseEndpoint, timeout: TimeoutName): TimeoutError {
  return new TimeoutError(
    `Waited ${timeouts[timeout] / 1000} s (timeout \`${timeout}\`) for ${name} with ${called} at ${host}:${port}`,
  );
}
