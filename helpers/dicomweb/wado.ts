import { z } from 'zod';
import { readInstance, type Instance } from '../dicom/instance.ts';
import type { HttpClient } from '../http/client.ts';
import { expectStatus, header, json, type HttpResponse } from '../http/response.ts';
import type { TimeoutName } from '../model/timeouts.ts';
import { DicomJson } from './dicom-json.ts';
import { parseMultipart, type Part } from './multipart.ts';
import { resourcePath, type InstanceUIDs, type ResourceUIDs } from './paths.ts';

export interface RetrieveOptions {
  /** A UID, or `*` (the default) for the one it is stored in: without it, a server may transcode (PS3.18 §8.7.3.5). */
  readonly transferSyntax?: string;
  /** Default `transfer`. */
  readonly timeout?: TimeoutName;
}

/**
 * WADO-RS: all instances of a study, a series, or the one instance, as files.
 * @throws {Error} when the status is not 200, or a part is no DICOM file.
 */
export async function retrieve(
  http: HttpClient,
  uids: ResourceUIDs,
  options: RetrieveOptions = {},
): Promise<readonly Instance[]> {
  const parts = await retrieveParts(http, resourcePath(uids), 'application/dicom', options);
  return parts.map(({ body }) => readInstance(body));
}

/**
 * WADO-RS: one instance.
 * @throws {Error} also when there is not exactly one.
 */
export async function retrieveInstance(
  http: HttpClient,
  uids: InstanceUIDs,
  options: RetrieveOptions = {},
): Promise<Instance> {
  const [instance, ...others] = await retrieve(http, uids, options);
  if (instance && others.length === 0) return instance;
  throw new Error(
    `Expected one instance from ${resourcePath(uids)}, got ${instance ? others.length + 1 : 0}`,
  );
}

/** WADO-RS: the metadata of every instance of a study or series, or of the one instance. */
export async function retrieveMetadata(http: HttpClient, uids: ResourceUIDs): Promise<readonly DicomJson[]> {
  const path = `${resourcePath(uids)}/metadata`;
  const response = await http.request({
    path,
    headers: { accept: 'application/dicom+json' },
    timeout: 'transfer',
  });
  return json(expectStatus(response, 200), z.array(DicomJson));
}

/** WADO-RS: frames by number, from 1 on, uncompressed unless `transferSyntax` says otherwise. */
export async function retrieveFrames(
  http: HttpClient,
  uids: InstanceUIDs,
  frames: readonly number[],
  options: RetrieveOptions = {},
): Promise<readonly Buffer[]> {
  const path = `${resourcePath(uids)}/frames/${frames.join(',')}`;
  const asked = { transferSyntax: '1.2.840.10008.1.2.1', ...options };
  return (await retrieveParts(http, path, 'application/octet-stream', asked)).map(({ body }) => body);
}

/** WADO-RS: bulk data by its BulkDataURI, of which path and query count: the host is the client's own. */
export async function retrieveBulkData(http: HttpClient, uri: string): Promise<readonly Buffer[]> {
  const { pathname, search } = new URL(uri, 'http://relative');
  const parts = await retrieveParts(http, `${pathname}${search}`, 'application/octet-stream', {});
  return parts.map(({ body }) => body);
}

/** WADO-RS: an instance rendered as an image of `type`, or one frame of it. */
export async function retrieveRendered(
  http: HttpClient,
  uids: InstanceUIDs,
  { type = 'image/png', frame }: { type?: 'image/png' | 'image/jpeg'; frame?: number } = {},
): Promise<HttpResponse> {
  const path = `${resourcePath(uids)}${frame === undefined ? '' : `/frames/${frame}`}/rendered`;
  return expectStatus(await http.request({ path, headers: { accept: type } }), 200);
}

async function retrieveParts(
  http: HttpClient,
  path: string,
  type: string,
  { transferSyntax = '*', timeout = 'transfer' }: RetrieveOptions,
): Promise<readonly Part[]> {
  const accept = `multipart/related; type="${type}"; transfer-syntax=${transferSyntax}`;
  const response = expectStatus(await http.request({ path, headers: { accept }, timeout }), 200);
  return parseMultipart(response.body, header(response, 'content-type') ?? '');
}
