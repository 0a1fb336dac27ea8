import { readInstance, type Instance } from '../dicom/instance.ts';
import type { ResourceUIDs } from '../dicomweb/paths.ts';
import { wrapDataset } from '../dicom/write-part10.ts';
import type { TimeoutName } from '../model/timeouts.ts';
import { associate, type DimseEndpoint } from './associate.ts';
import { constants, Dataset, requests, responses, type Client, type Network } from './dcmjs-dimse.ts';
import type { DimseOutcome } from './outcome.ts';

/**
 * C-GET in the Study Root information model (PS3.4 §C.4.3): retrieves a study, series or instance over the same
 * association, uncompressed, as no compressed transfer syntax is proposed.
 *
 * Data sets are kept byte for byte as received, with File Meta Information of our own before them.
 */
export async function get(
  endpoint: DimseEndpoint,
  uids: ResourceUIDs,
  options: { timeout?: TimeoutName } = {},
): Promise<DimseOutcome<{ readonly instances: readonly Instance[] }>> {
  const instances: Instance[] = [];
  const request = requestFor(uids);
  request.setAddStorageSopClassesToAssociation(true);
  const connected = (network: Network): void => keepBytes(network, instances);
  const { outcome } = await associate(endpoint, {
    name: 'C-GET',
    request,
    prepare: acceptAll,
    connected,
    ...options,
  });
  return outcome.kind === 'success' ? { ...outcome, instances } : outcome;
}

const { CGetRequest } = requests;

function requestFor({
  studyInstanceUID,
  seriesInstanceUID,
  sopInstanceUID,
}: ResourceUIDs): InstanceType<typeof CGetRequest> {
  if (seriesInstanceUID === undefined) return CGetRequest.createStudyGetRequest(studyInstanceUID);
  if (sopInstanceUID === undefined)
    return CGetRequest.createSeriesGetRequest(studyInstanceUID, seriesInstanceUID);
  return CGetRequest.createImageGetRequest(studyInstanceUID, seriesInstanceUID, sopInstanceUID);
}

function acceptAll(client: Client): void {
  client.on(
    'cStoreRequest',
    (request: InstanceType<typeof requests.CStoreRequest>, respond: (response: unknown) => void) => {
      const response = responses.CStoreResponse.fromRequest(request);
      response.setStatus(constants.Status.Success);
      respond(response);
    },
  );
}

/** dcmjs-dimse would only hand out what it decoded. */
function keepBytes(network: Network, instances: Instance[]): void {
  network.createDatasetFromStoreWritableStream = (stream, context, done: (dataset: Dataset) => void) => {
    const transferSyntaxUID = context.getAcceptedTransferSyntaxUid() ?? '';
    const file = wrapDataset(stream.toBuffer(), context.getAbstractSyntaxUid(), transferSyntaxUID);
    instances.push(readInstance(file));
    done(new Dataset({}, transferSyntaxUID));
  };
}
