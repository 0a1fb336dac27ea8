import { retrieveInstance } from '../dicomweb/wado.ts';
import type { DimseEndpoint } from '../dimse/associate.ts';
import { find } from '../dimse/find.ts';
import { describeOutcome } from '../dimse/outcome.ts';
import type { HttpClient } from '../http/client.ts';
import { explain } from '../model/errors.ts';
import type { Postgres } from '../postgres/connect.ts';
import { dicomFile, storedAttachments } from '../postgres/orthanc-index.ts';
import type { Entry, Witness } from './journal.ts';

/** WADO-RS returns the instance with the pixels that were sent. */
export function byWado(name: string, http: HttpClient): Witness {
  const testify = async ({ facts }: Entry): Promise<string | undefined> => {
    try {
      const { pixelSha256 } = (await retrieveInstance(http, facts)).facts;
      return pixelSha256 === facts.pixelSha256
        ? undefined
        : `pixels ${pixelSha256}, sent ${facts.pixelSha256}`;
    } catch (error) {
      return explain(error);
    }
  };
  return { name: `WADO-RS by ${name}`, testify, atOnce: 4 };
}

/** C-FIND lists the instance; a series is asked for once. */
export function byFind(name: string, endpoint: DimseEndpoint): Witness {
  const asked = new Map<string, Promise<ReadonlySet<string> | string>>();
  const ask = async ({ facts }: Entry): Promise<ReadonlySet<string> | string> => {
    const { studyInstanceUID: StudyInstanceUID, seriesInstanceUID: SeriesInstanceUID } = facts;
    const keys = { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID: '' };
    const outcome = await find(endpoint, { level: 'IMAGE', keys });
    if (outcome.kind !== 'success') return describeOutcome(outcome);
    return new Set(outcome.matches.map(({ SOPInstanceUID = '' }) => SOPInstanceUID));
  };
  const testify = async (entry: Entry): Promise<string | undefined> => {
    const series = entry.facts.seriesInstanceUID;
    const answer = asked.get(series) ?? ask(entry);
    asked.set(series, answer);
    const found = await answer;
    if (typeof found === 'string') return found;
    return found.has(entry.facts.sopInstanceUID) ? undefined : `not among the ${found.size} that it finds`;
  };
  return { name: `C-FIND by ${name}`, testify };
}

/** PostgreSQL has one file of it; what came by STOW-RS byte for byte, since C-STORE has its own File Meta Information. */
export function bySql(name: string, database: Postgres): Witness {
  const testify = async ({ way, facts }: Entry): Promise<string | undefined> => {
    const rows = await storedAttachments(database, facts.sopInstanceUID);
    const files = rows.filter(({ fileType }) => fileType === dicomFile);
    const [file] = files;
    if (files.length !== 1 || !file) return `${files.length} files in the index`;
    if (file.storedMd5 === null) return 'the index has it, and no file is stored';
    if (file.storedMd5 !== file.indexedMd5) return 'what is stored is not what the index says';
    if (way === 'C-STORE' || file.storedSha256 === facts.fileSha256) return undefined;
    return `file ${file.storedSha256}, sent ${facts.fileSha256}`;
  };
  return { name: `SQL in ${name}`, testify };
}
