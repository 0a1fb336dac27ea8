import { expect, test } from '../../fixtures/test.ts';
import { sha256 } from '../../helpers/dicom/sha256.ts';
import { retrieveBulkData, retrieveMetadata } from '../../helpers/dicomweb/wado.ts';

test(
  'WADO-RS returns the pixels as bulk data, by the URI in the metadata',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { instances } = await upload();
    const [{ facts }] = instances;
    const [metadata] = await retrieveMetadata(web, facts);
    const uri = metadata?.['7FE00010']?.BulkDataURI ?? '';
    expect(uri, 'BulkDataURI of Pixel Data (7FE0,0010)').toContain(facts.sopInstanceUID);
    const bulk = await retrieveBulkData(web, uri);
    expect(
      bulk.map((one) => sha256(one)),
      `SHA-256 of what is at ${uri}`,
    ).toEqual([facts.pixelSha256]);
  },
);
