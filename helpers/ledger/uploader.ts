import type { Instance } from '../dicom/instance.ts';
import { store as stow } from '../dicomweb/stow.ts';
import type { DimseEndpoint } from '../dimse/associate.ts';
import { describeOutcome } from '../dimse/outcome.ts';
import { store as cstore } from '../dimse/store.ts';
import type { HttpClient } from '../http/client.ts';
import { explain } from '../model/errors.ts';
import type { Upload } from './journal.ts';

/** Uploads of an instance each: acknowledged is what the answer itself lists as stored. */
export function uploader(make: () => Instance, web: HttpClient, caller: DimseEndpoint): Upload {
  return async (way) => {
    const instance = make();
    const { facts, bytes } = instance;
    const entry = { way, facts };
    if (way === 'C-STORE') {
      const outcome = await cstore(caller, instance);
      return { entry, refusal: outcome.kind === 'success' ? undefined : describeOutcome(outcome) };
    }
    try {
      const { status, stored } = await stow(web, [bytes]);
      const listed = stored.some(({ sopInstanceUID }) => sopInstanceUID === facts.sopInstanceUID);
      return { entry, refusal: status === 200 && listed ? undefined : `HTTP ${status}` };
    } catch (error) {
      return { entry, refusal: explain(error) };
    }
  };
}
