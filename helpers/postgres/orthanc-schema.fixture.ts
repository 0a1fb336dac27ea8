/** The tables of Orthanc's PostgreSQL plugins that the helpers read, with the columns that these have in versions 4 to 7. */
export const orthancSchema = [
  `CREATE TABLE Resources (
     internalId BIGSERIAL PRIMARY KEY, resourceType INTEGER, publicId VARCHAR(64), parentId BIGINT)`,
  `CREATE TABLE DicomIdentifiers (
     id BIGINT, tagGroup INTEGER, tagElement INTEGER, value TEXT, PRIMARY KEY (id, tagGroup, tagElement))`,
  `CREATE TABLE AttachedFiles (
     id BIGINT, fileType INTEGER, uuid VARCHAR(64), compressedSize BIGINT, uncompressedSize BIGINT,
     compressionType INTEGER, uncompressedHash VARCHAR(40), compressedHash VARCHAR(40), PRIMARY KEY (id, fileType))`,
  'CREATE TABLE StorageArea (uuid VARCHAR PRIMARY KEY, content OID NOT NULL, type INTEGER NOT NULL)',
] as const;
