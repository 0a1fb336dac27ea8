import { datasetOffset } from '../dicom/dicom-parser.ts';
import type { Instance } from '../dicom/instance.ts';
import type { TimeoutName } from '../model/timeouts.ts';
import { associate, type DimseEndpoint } from './associate.ts';
import { association, constants, Dataset, requests, type Association, type Client } from './dcmjs-dimse.ts';
import type { DimseOutcome } from './outcome.ts';

/**
 * C-STORE: sends one instance in the transfer syntax it is in (PS3.7 §9.1.1).
 *
 * dcmjs-dimse by itself decodes and encodes anew, which alters text, padding and private elements; here the bytes of
 * the data set are sent as they are in the file. The receiver gets no File Meta Information and writes its own, so
 * whole files differ while elements and pixels are equal.
 * @returns `not-accepted` when the receiver takes the SOP class, but not in this transfer syntax.
 */
export async function store(
  endpoint: DimseEndpoint,
  instance: Instance,
  options: { timeout?: TimeoutName } = {},
): Promise<DimseOutcome> {
  const request = new requests.CStoreRequest(new VerbatimDataset(instance));
  const prepare = (client: Client): void => proposeOnly(client, instance);
  const { outcome } = await associate(endpoint, { name: 'C-STORE', request, prepare, ...options });
  return outcome;
}

class VerbatimDataset extends Dataset {
  readonly #bytes: Uint8Array;

  constructor({ bytes, facts }: Instance) {
    super({ SOPClassUID: facts.sopClassUID, SOPInstanceUID: facts.sopInstanceUID }, facts.transferSyntaxUID);
    this.#bytes = bytes.subarray(datasetOffset(bytes));
  }

  override getDenaturalizedDataset(): Buffer {
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
  }
}

/**
 * The client proposes both uncompressed syntaxes in one context, of which the receiver chooses: a context with the
 * file's own is added, and where that is not accepted nothing is sent, since it would be transcoded.
 */
function proposeOnly(client: Client, { facts: { sopClassUID, transferSyntaxUID } }: Instance): void {
  const context = new association.PresentationContext(0, sopClassUID, transferSyntaxUID);
  client.addAdditionalPresentationContext(context, true);
  client.on('associationAccepted', (agreed: Association) => {
    const accepted = agreed
      .getPresentationContexts()
      .some(
        ({ context: each }) =>
          each.getResult() === constants.PresentationContextResult.Accept &&
          each.getAcceptedTransferSyntaxUid() === transferSyntaxUID,
      );
    if (!accepted) client.clearRequests();
  });
}
