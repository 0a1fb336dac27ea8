import type { StudyInstanceUID } from '../dicom/identifiers.ts';
import type { HttpClient } from '../http/client.ts';
import { header, json, type HttpResponse } from '../http/response.ts';
import type { TimeoutName } from '../model/timeouts.ts';
import { DicomJson, items, string } from './dicom-json.ts';
import { parseMediaType } from './media-type.ts';
import { encodeMultipart, type PartToSend } from './multipart.ts';
import { basePath } from './paths.ts';

export interface StowOptions {
  /** Stores to this study only: instances of others must fail. */
  readonly studyInstanceUID?: StudyInstanceUID;
  /** Default `transfer`. */
  readonly timeout?: TimeoutName;
}

/** What the server says it did, PS3.18 §10.5.3 and §I. A status alone proves nothing. */
export interface StowOutcome {
  readonly response: HttpResponse;
  readonly status: number;
  /** Items of Referenced SOP Sequence (0008,1199): what was stored. */
  readonly stored: readonly StoredInstance[];
  /** Items of Failed SOP Sequence (0008,1198). */
  readonly failed: readonly FailedInstance[];
  /** Retrieve URL (0008,1190) of the study. */
  readonly retrieveURL: string | undefined;
  /** False where the response was no data set at all, as with most errors. */
  readonly hasDataset: boolean;
}

export interface StoredInstance {
  readonly sopClassUID: string | undefined;
  readonly sopInstanceUID: string | undefined;
  readonly retrieveURL: string | undefined;
  /** Warning Reason (0008,1196). */
  readonly warningReason: number | undefined;
}

export interface FailedInstance {
  readonly sopClassUID: string | undefined;
  readonly sopInstanceUID: string | undefined;
  /** Failure Reason (0008,1197): a number as in PS3.7 §C, such as 0x0110. */
  readonly failureReason: number | undefined;
}

/** Failure Reason "processing failure" (PS3.7 §C.5.10), which PS3.18 §I.2.2 allows for what could not be stored. */
export const processingFailure = 0x0110;

/**
 * STOW-RS: stores Part 10 files, or parts of whatever type, in one request.
 * @throws {Error} only when there is no response, or its data set is malformed.
 */
export async function store(
  http: HttpClient,
  parts: readonly (Uint8Array | PartToSend)[],
  { studyInstanceUID, timeout = 'transfer' }: StowOptions = {},
): Promise<StowOutcome> {
  const { contentType, body } = encodeMultipart(parts.map(asPart), 'application/dicom');
  const path = `${basePath}/studies${studyInstanceUID === undefined ? '' : `/${studyInstanceUID}`}`;
  const headers = { 'content-type': contentType, accept: 'application/dicom+json' };
  return readStowResponse(await http.request({ method: 'POST', path, headers, body, timeout }));
}

/** How often a request is sent in all while the server says no more than that it failed to process an instance. */
const mostAttempts = 3;

/**
 * Stores as a modality would, which sends again what met with a processing failure. That is what Orthanc answers, seldom,
 * when it writes to PostgreSQL beside another replica: it repeats a transaction that collided, but not one whose rollback
 * failed as well. How often it was sent belongs into the report.
 */
export async function storePatiently(
  ...request: Parameters<typeof store>
): Promise<StowOutcome & { readonly attempts: number }> {
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await store(...request);
    const isDone = !outcome.failed.some(({ failureReason }) => failureReason === processingFailure);
    if (isDone || attempts === mostAttempts) return { ...outcome, attempts };
  }
}

/**
 * Reads the response to a STOW-RS request that was sent by other means.
 * @throws {Error} when it is DICOM JSON by its type and not by its content.
 */
export function readStowResponse(response: HttpResponse): StowOutcome {
  const answer = readDataset(response);
  const dataset = answer ?? {};
  return {
    response,
    hasDataset: answer !== undefined,
    status: response.status,
    retrieveURL: string(dataset, '00081190'),
    stored: items(dataset, '00081199').map((item) => ({
      ...reference(item),
      retrieveURL: string(item, '00081190'),
      warningReason: number(item, '00081196'),
    })),
    failed: items(dataset, '00081198').map((item) => ({
      ...reference(item),
      failureReason: number(item, '00081197'),
    })),
  };
}

/** Orthanc leaves Content-Type out when the status is 400 or 409, and sends the data set all the same. */
function readDataset(response: HttpResponse): DicomJson | undefined {
  const { type } = parseMediaType(header(response, 'content-type') ?? '');
  if (type === 'application/dicom+json') return json(response, DicomJson);
  try {
    return json(response, DicomJson);
  } catch {
    return undefined;
  }
}

function asPart(part: Uint8Array | PartToSend): PartToSend {
  return part instanceof Uint8Array ? { contentType: 'application/dicom', body: part } : part;
}

function reference(item: DicomJson): Pick<StoredInstance, 'sopClassUID' | 'sopInstanceUID'> {
  return { sopClassUID: string(item, '00081150'), sopInstanceUID: string(item, '00081155') };
}

function number(item: DicomJson, tag: string): number | undefined {
  const value = string(item, tag);
  return value === undefined ? undefined : Number(value);
}
