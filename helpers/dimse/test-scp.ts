import { AETitle } from '../dicom/identifiers.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import { freePort } from '../http/free-port.ts';
import { eventually } from '../model/eventually.ts';
import type { DimseEndpoint } from './associate.ts';
import {
  constants,
  responses,
  Scp,
  Server,
  socketOf,
  type Association,
  type Dataset,
  type Response,
} from './dcmjs-dimse.ts';
import { echo } from './echo.ts';

/** What the server of this folder's tests does, by the AE title that it is called. */
export const titles = {
  accepts: AETitle.parse('ACCEPTS'),
  rejects: AETitle.parse('REJECTS'),
  aborts: AETitle.parse('ABORTS'),
  hangsUp: AETitle.parse('HANGSUP'),
  takesImplicitOnly: AETitle.parse('IMPLICIT'),
  isFull: AETitle.parse('FULL'),
} as const;

export interface TestScp extends AsyncDisposable {
  readonly endpoint: DimseEndpoint;
  /** Data sets that came by C-STORE. */
  readonly received: readonly Dataset[];
}

/** Starts dcmjs-dimse's own server on a free port: a real SCP, if not the one that checks will meet. */
export async function startScp(): Promise<TestScp> {
  const received: Dataset[] = [];
  const port = await freePort();
  const server = new Server(scpClass(received));
  server.listen(port);
  const endpoint = { host: '127.0.0.1', port, calling: AETitle.parse('TEST'), called: titles.accepts };
  const listens = async (): Promise<void> => {
    const outcome = await echo(endpoint);
    if (outcome.kind === 'network-error') throw outcome.error;
  };
  await eventually(listens, { what: 'the SCP to listen', timeout: 'request', every: 20 });
  return { endpoint, received, [Symbol.asyncDispose]: async () => server.close() };
}

function scpClass(received: Dataset[]): typeof Scp {
  return class extends Scp {
    #called = '';

    override associationRequested(association: Association): void {
      this.#called = association.getCalledAeTitle();
      if (this.#called === titles.rejects) return rejectTitle(this);
      acceptContexts(association, this.#called === titles.takesImplicitOnly);
      return this.sendAssociationAccept();
    }

    override associationReleaseRequested(): void {
      this.sendAssociationReleaseResponse();
    }

    override cEchoRequest(...[request, respond]: Parameters<Scp['cEchoRequest']>): void {
      const { AbortReason, AbortSource } = constants;
      const { ServiceProvider } = AbortSource;
      if (this.#called === titles.aborts) return this.sendAbort(ServiceProvider, AbortReason.UnexpectedPdu);
      if (this.#called === titles.hangsUp) return void socketOf(this).destroy();
      return respond(answer(responses.CEchoResponse.fromRequest(request), 0x0000));
    }

    override cStoreRequest(...[request, respond]: Parameters<Scp['cStoreRequest']>): void {
      const dataset = request.getDataset();
      if (dataset) received.push(dataset);
      const status = this.#called === titles.isFull ? 0xa700 : 0x0000;
      respond(answer(responses.CStoreResponse.fromRequest(request), status));
    }
  };
}

function rejectTitle(scp: Scp): void {
  const { RejectReason, RejectResult, RejectSource } = constants;
  scp.sendAssociationReject(
    RejectResult.Permanent,
    RejectSource.ServiceUser,
    RejectReason.CalledAeNotRecognized,
  );
}

function acceptContexts(association: Association, implicitOnly: boolean): void {
  const { Accept, RejectTransferSyntaxesNotSupported } = constants.PresentationContextResult;
  for (const { context } of association.getPresentationContexts()) {
    const proposed = context.getTransferSyntaxUids();
    const wanted = implicitOnly ? transferSyntaxes.implicitLittleEndian : (proposed[0] ?? '');
    if (proposed.includes(wanted)) context.setResult(Accept, wanted);
    else context.setResult(RejectTransferSyntaxesNotSupported);
  }
}

function answer<Answer extends Response>(response: Answer, status: number): Answer {
  response.setStatus(status);
  if (status !== 0) response.setErrorComment('disk full');
  return response;
}
