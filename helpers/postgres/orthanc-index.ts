import { z } from 'zod';
import type { Postgres } from './connect.ts';

/** One attachment of an instance in Orthanc's index, joined with what the storage plugin keeps for it. */
export const StoredAttachment = z.object({
  /** Orthanc's identifier of the instance. */
  instance: z.string(),
  /** 1 is the DICOM file; 3 its header up to the pixel data (Orthanc's `FileContentType`). */
  fileType: z.int(),
  uuid: z.string(),
  /** Bytes as the index has it, after any compression. */
  indexedSize: z.coerce.number(),
  indexedMd5: z.string(),
  /** Bytes and digests of the large object itself; null where the storage plugin has none. */
  storedSize: z.coerce.number().nullable(),
  storedMd5: z.string().nullable(),
  storedSha256: z.string().nullable(),
});
export type StoredAttachment = z.infer<typeof StoredAttachment>;

/** 1 is Orthanc's `FileContentType` of the DICOM file itself. */
export const dicomFile = 1;

// (0008,0018) is the SOP Instance UID. `lo_get` needs no superuser, as reading pg_largeobject does.
const attachments = `
  SELECT r.publicid AS "instance", a.filetype AS "fileType", a.uuid AS "uuid",
         a.compressedsize AS "indexedSize", a.compressedhash AS "indexedMd5",
         length(c.bytes) AS "storedSize", md5(c.bytes) AS "storedMd5", encode(sha256(c.bytes), 'hex') AS "storedSha256"
  FROM dicomidentifiers d
  JOIN resources r ON r.internalid = d.id
  JOIN attachedfiles a ON a.id = r.internalid
  LEFT JOIN storagearea s ON s.uuid = a.uuid
  LEFT JOIN LATERAL (SELECT lo_get(s.content) AS bytes) c ON s.content IS NOT NULL
  WHERE d.taggroup = 8 AND d.tagelement = 24 AND d.value = $1
  ORDER BY r.publicid, a.filetype`;

/** All attachments of the instances with this SOP Instance UID, each with the digest of what is really stored. */
export function storedAttachments(postgres: Postgres, sopInstanceUid: string): Promise<StoredAttachment[]> {
  return postgres.query(StoredAttachment, attachments, [sopInstanceUid]);
}

const Count = z.object({ count: z.coerce.number() });

const instances = `
  SELECT count(*) AS count FROM dicomidentifiers WHERE taggroup = 8 AND tagelement = 24 AND value = $1`;

/** How many instances the index has of this SOP Instance UID: 0 or 1, if all is well. */
export async function countInstances(postgres: Postgres, sopInstanceUid: string): Promise<number> {
  const [row] = await postgres.query(Count, instances, [sopInstanceUid]);
  return row?.count ?? 0;
}
