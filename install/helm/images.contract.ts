/** What the chart relies on in one image, whoever made it: the twin of docs/images.md. */
export interface ImageContract {
  readonly image: string;
  /** Numeric user and group that the chart runs it as. */
  readonly uid: number;
  readonly gid: number;
  /** The name that /etc/passwd must give that user, where the program looks itself up. */
  readonly user?: string;
  /** Commands that must be found on the image's own PATH. */
  readonly commands: readonly string[];
  /** Files that must exist and be readable by everyone. */
  readonly files: readonly string[];
}

/** The images of the Helm chart, by the key that they have under `images` in its values. */
export const imageContracts = {
  orthanc: {
    image: 'orthancteam/orthanc:25.5.1',
    uid: 999,
    gid: 999,
    commands: ['Orthanc', 'bash', 'base64', 'openssl'],
    files: [
      '/usr/share/orthanc/plugins-available/libOrthancDicomWeb.so',
      '/usr/share/orthanc/plugins-available/libOrthancPostgreSQLIndex.so',
      '/usr/share/orthanc/plugins-available/libOrthancPostgreSQLStorage.so',
    ],
  },
  postgres: {
    image: 'postgres:17.11',
    uid: 999,
    gid: 999,
    user: 'postgres',
    commands: ['bash', 'initdb', 'postgres', 'psql', 'pg_isready', 'pg_ctl', 'pg_dump', 'pg_restore'],
    files: ['/usr/share/postgresql/17/extension/pg_trgm.control'],
  },
  traefik: {
    image: 'traefik:v3.7.15',
    uid: 65_532,
    gid: 65_532,
    commands: ['traefik'],
    files: [],
  },
} as const satisfies Record<string, ImageContract>;
