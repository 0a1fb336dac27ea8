import { z } from 'zod';
import type { TimeoutName } from '../model/timeouts.ts';
import { associate, type DimseEndpoint } from './associate.ts';
import { requests, type Response } from './dcmjs-dimse.ts';
import type { DimseOutcome } from './outcome.ts';

export interface FindQuery {
  readonly level: 'STUDY' | 'SERIES' | 'IMAGE';
  /** By keyword; `''` asks for the attribute without matching on it: `{ StudyInstanceUID: '1.2.3', PatientName: '' }`. */
  readonly keys: Readonly<Record<string, string>>;
}

/** One match: text by keyword, several values joined by a backslash; sequences are left out. */
export type FindMatch = Readonly<Record<string, string>>;

/**
 * C-FIND in the Study Root information model (PS3.4 §C.4.1).
 *
 * dcmjs-dimse decodes the matches: text comes as Unicode, whatever character set it was sent in.
 */
export async function find(
  endpoint: DimseEndpoint,
  { level, keys }: FindQuery,
  options: { timeout?: TimeoutName } = {},
): Promise<DimseOutcome<{ readonly matches: readonly FindMatch[] }>> {
  const request = createRequest[level]({ ...keys });
  const { outcome, responses } = await associate(endpoint, { name: 'C-FIND', request, ...options });
  if (outcome.kind !== 'success') return outcome;
  return { ...outcome, matches: responses.filter((response) => response.hasDataset()).map(matchOf) };
}

const { CFindRequest } = requests;
const createRequest = {
  STUDY: (keys: Record<string, unknown>) => CFindRequest.createStudyFindRequest(keys),
  SERIES: (keys: Record<string, unknown>) => CFindRequest.createSeriesFindRequest(keys),
  IMAGE: (keys: Record<string, unknown>) => CFindRequest.createImageFindRequest(keys),
};

const PersonName = z.object({
  Alphabetic: z.string().optional(),
  Ideographic: z.string().optional(),
  Phonetic: z.string().optional(),
});
const Single = z.union([
  z.string(),
  z.number().transform(String),
  PersonName.transform(({ Alphabetic = '', Ideographic = '', Phonetic = '' }) =>
    [Alphabetic, Ideographic, Phonetic].join('=').replace(/=+$/, ''),
  ),
]);
const Text = z.union([Single, z.array(Single).transform((values) => values.join('\\'))]);

function matchOf(response: Response): FindMatch {
  const elements = Object.entries(response.getDataset()?.getElements() ?? {});
  // Keys with an underscore are dcmjs's own.
  const texts = elements.flatMap(([keyword, value]) => {
    if (keyword.startsWith('_')) return [];
    const text = Text.safeParse(value);
    return text.success ? [[keyword, text.data] as const] : [];
  });
  return Object.fromEntries(texts);
}
