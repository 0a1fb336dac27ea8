import type { Tenant } from '../model/approach.ts';
import { associationRequest } from '../dimse/association-request.ts';
import { AETitle } from '../dicom/identifiers.ts';

/** What a tenant has in the mesh that somebody may want to reach. */
export interface MeshTarget {
  readonly host: string;
  readonly port: number;
  /** The workload behind it. */
  readonly podSelector: Readonly<Record<string, string>>;
  /** What a client says first, on protocols where the server answers that. */
  readonly hello: Buffer;
}

/** SSLRequest (PostgreSQL's protocol, "SSL Session Encryption"): every server answers it with one byte. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const httpRequest = (host: string): Buffer =>
  Buffer.from(`GET /system HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

/** The tenant's ports behind the mesh, by protocol. */
export function meshTargets({ namespace, orthanc, database, dicom }: Tenant) {
  const web = `${orthanc.service}.${namespace}.svc`;
  const titles = { calling: AETitle.parse('KORTHWEB'), called: AETitle.parse(dicom.aeTitle) };
  return {
    HTTP: {
      host: web,
      port: orthanc.httpPort,
      podSelector: orthanc.podSelector,
      hello: httpRequest(`${web}:${orthanc.httpPort}`),
    },
    DICOM: {
      host: web,
      port: orthanc.dicomPort,
      podSelector: orthanc.podSelector,
      hello: associationRequest(titles),
    },
    PostgreSQL: {
      host: `${database.service}.${namespace}.svc`,
      port: database.port,
      podSelector: database.podSelector,
      hello: sslRequest,
    },
  } satisfies Record<string, MeshTarget>;
}

export const protocols = ['HTTP', 'DICOM', 'PostgreSQL'] as const;
