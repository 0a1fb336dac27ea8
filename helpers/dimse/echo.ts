import type { TimeoutName } from '../model/timeouts.ts';
import { associate, type DimseEndpoint } from './associate.ts';
import { requests } from './dcmjs-dimse.ts';
import type { DimseOutcome } from './outcome.ts';

/** C-ECHO: asks whether the other side speaks DICOM (PS3.7 §9.1.5). */
export async function echo(
  endpoint: DimseEndpoint,
  options: { timeout?: TimeoutName } = {},
): Promise<DimseOutcome> {
  const request = new requests.CEchoRequest();
  const { outcome } = await associate(endpoint, { name: 'C-ECHO', request, ...options });
  return outcome;
}
