import type { InstanceFacts } from '../dicom/facts.ts';
import { retrieve, retrieveInstance } from '../dicomweb/wado.ts';
import type { DimseEndpoint } from '../dimse/associate.ts';
import { find } from '../dimse/find.ts';
import { describeOutcome } from '../dimse/outcome.ts';
import type { HttpClient } from '../http/client.ts';
import { explain } from '../model/errors.ts';
import type { Postgres } from '../postgres/connect.ts';
import { dicomFile, storedAttachments } from '../postgres/orthanc-index.ts';
import type { Entry, Witness } from './journal.ts';

/**
 * WADO-RS returns the instance with the pixels that were sent. A series is asked for as a whole, once; what is not in the
 * answer is asked for by itself, to have the server's own word on it.
 */
export function byWado(name: string, http: HttpClient): Witness {
  const seriesOf = oncePerSeries(async ({ studyInstanceUID, seriesInstanceUID }) => {
    const instances = await retrieve(http, { studyInstanceUID, seriesInstanceUID }).catch(() => []);
    return new Map(instances.map(({ facts }) => [facts.sopInstanceUID, facts.pixelSha256]));
  });
  const pixelsOf = async (facts: InstanceFacts): Promise<string> =>
    (await seriesOf(facts)).get(facts.sopInstanceUID) ??
    (await retrieveInstance(http, facts)).facts.pixelSha256;
  const testify = async ({ facts }: Entry): Promise<string | undefined> => {
    try {
      const pixels = await pixelsOf(facts);
      return pixels === facts.pixelSha256 ? undefined : `pixels ${pixels}, sent ${facts.pixelSha256}`;
    } catch (error) {
      return explain(error);
    }
  };
  return { name: `WADO-RS by ${name}`, testify, atOnce: 4 };
}

/** C-FIND lists the instance; a series is asked for once. */
export function byFind(name: string, endpoint: DimseEndpoint): Witness {
  const seriesOf = oncePerSeries(async ({ studyInstanceUID, seriesInstanceUID }) => {
    const keys = {
      StudyInstanceUID: studyInstanceUID,
      SeriesInstanceUID: seriesInstanceUID,
      SOPInstanceUID: '',
    };
    const outcome = await find(endpoint, { level: 'IMAGE', keys });
    if (outcome.kind !== 'success') return describeOutcome(outcome);
    return new Set(outcome.matches.map(({ SOPInstanceUID = '' }) => SOPInstanceUID));
  });
  const testify = async ({ facts }: Entry): Promise<string | undefined> => {
    const found = await seriesOf(facts);
    if (typeof found === 'string') return found;
    return found.has(facts.sopInstanceUID) ? undefined : `not among the ${found.size} that it finds`;
  };
  return { name: `C-FIND by ${name}`, testify };
}

function oncePerSeries<Answer>(
  ask: (facts: InstanceFacts) => Promise<Answer>,
): (facts: InstanceFacts) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>();
  return (facts) => {
    const answer = asked.get(facts.seriesInstanceUID) ?? ask(facts);
    asked.set(facts.seriesInstanceUID, answer);
    return answer;
  };
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
