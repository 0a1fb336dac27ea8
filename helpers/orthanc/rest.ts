import { z } from 'zod';
import type { StudyInstanceUID } from '../dicom/identifiers.ts';
import type { HttpClient } from '../http/client.ts';
import { expectStatus, json } from '../http/response.ts';

const System = z.object({
  Version: z.string(),
  DicomAet: z.string(),
  DicomPort: z.int(),
  Name: z.string(),
  DatabaseVersion: z.int(),
  /** The paths of the plugins that keep index and files; absent or null where Orthanc does it itself. */
  DatabaseBackendPlugin: z.string().nullish(),
  StorageAreaPlugin: z.string().nullish(),
  DatabaseServerIdentifier: z.string().optional(),
});
/** `/system`: what an Orthanc says of itself. */
export type System = z.infer<typeof System>;

const Statistics = z.object({
  CountPatients: z.int(),
  CountStudies: z.int(),
  CountSeries: z.int(),
  CountInstances: z.int(),
  /** Bytes, as decimal digits. */
  TotalDiskSize: z.string(),
});
/** `/statistics`: of the whole database, which other replicas may share. */
export type Statistics = z.infer<typeof Statistics>;

const Found = z.object({
  Type: z.enum(['Patient', 'Study', 'Series', 'Instance']),
  ID: z.string(),
  Path: z.string(),
});
/** A resource that Orthanc knows by a DICOM identifier. */
export type Found = z.infer<typeof Found>;

/** Asks an Orthanc what it is. */
export async function system(http: HttpClient): Promise<System> {
  return json(expectStatus(await http.request({ path: '/system' }), 200), System);
}

/** The names of its plugins: `dicom-web`, `postgresql-index` … */
export async function plugins(http: HttpClient): Promise<readonly string[]> {
  return json(expectStatus(await http.request({ path: '/plugins' }), 200), z.array(z.string()));
}

/** Counts its resources. */
export async function statistics(http: HttpClient): Promise<Statistics> {
  return json(expectStatus(await http.request({ path: '/statistics' }), 200), Statistics);
}

/** Finds resources by a DICOM identifier: a UID, a Patient ID or an Accession Number. */
export async function lookup(http: HttpClient, identifier: string): Promise<readonly Found[]> {
  const response = await http.request({ method: 'POST', path: '/tools/lookup', body: identifier });
  return json(expectStatus(response, 200), z.array(Found));
}

/** Deletes a study; resolves to whether there was one. */
export async function deleteStudy(http: HttpClient, studyInstanceUID: StudyInstanceUID): Promise<boolean> {
  const studies = (await lookup(http, studyInstanceUID)).filter(({ Type }) => Type === 'Study');
  let deleted = false;
  for (const { ID } of studies) {
    // 404: another replica, or another cleanup, was first.
    const response = await http.request({ method: 'DELETE', path: `/studies/${ID}`, timeout: 'transfer' });
    if (expectStatus(response, 200, 404).status === 200) deleted = true;
  }
  return deleted;
}
