import { z } from 'zod';
import type { HttpClient } from '../http/client.ts';
import { expectStatus, json } from '../http/response.ts';
import { DicomJson } from './dicom-json.ts';
import { basePath, resourcePath, type ResourceUIDs } from './paths.ts';

/** Query parameters: attributes by keyword or tag, `limit`, `offset`, `includefield`, `fuzzymatching`. */
export type QidoParameters = Readonly<Record<string, string | number | readonly string[]>>;

const accept = { accept: 'application/dicom+json' };

/**
 * QIDO-RS: searches all studies, PS3.18 §10.6.
 * @throws {Error} when the status is not 200 or 204: "found nothing" is never an error in disguise.
 */
export function searchStudies(
  http: HttpClient,
  parameters: QidoParameters = {},
): Promise<readonly DicomJson[]> {
  return search(http, `${basePath}/studies`, parameters);
}

/** QIDO-RS: searches series, of one study or of all. */
export function searchSeries(
  http: HttpClient,
  within: Pick<ResourceUIDs, 'studyInstanceUID'> | undefined,
  parameters: QidoParameters = {},
): Promise<readonly DicomJson[]> {
  return search(http, `${within ? resourcePath(within) : basePath}/series`, parameters);
}

/** QIDO-RS: searches instances, of one series, of one study or of all. */
export function searchInstances(
  http: HttpClient,
  within: Omit<ResourceUIDs, 'sopInstanceUID'> | undefined,
  parameters: QidoParameters = {},
): Promise<readonly DicomJson[]> {
  return search(http, `${within ? resourcePath(within) : basePath}/instances`, parameters);
}

async function search(
  http: HttpClient,
  path: string,
  parameters: QidoParameters,
): Promise<readonly DicomJson[]> {
  const query = queryString(parameters);
  const response = await http.request({ path: query === '' ? path : `${path}?${query}`, headers: accept });
  if (expectStatus(response, 200, 204).status === 204) return [];
  return json(response, z.array(DicomJson));
}

function queryString(parameters: QidoParameters): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) =>
      (typeof value === 'object' ? value : [value]).map((single) => `${name}=${encodeValue(String(single))}`),
    )
    .join('&');
}

/** Encodes no more than a browser does in a URL's query: Orthanc 1.12.7 does not decode what it filters by. */
const encodeValue = (value: string): string =>
  encodeURIComponent(value).replaceAll(/%(?:2C|5C|5E)/g, decodeURIComponent);
