import { parse, stringify } from 'yaml';

/**
 * Takes the texts for `kubectl explain` out of every CustomResourceDefinition of a YAML text, and leaves all else as it
 * is. They are most of what Flux would have the API server compare at every revision.
 */
export function slimCrds(text: string): string {
  return text
    .split(/^(?=---$)/m)
    .map((document) => (isCrd(document) ? slim(document) : document))
    .join('');
}

const isCrd = (document: string): boolean => /^kind: ["']?CustomResourceDefinition\b/m.test(document);

function slim(document: string): string {
  const kept: unknown = parse(document, (key, value: unknown) => (isText(key, value) ? undefined : value));
  return `---\n${stringify(kept, { lineWidth: 0 })}`;
}

/** A property may be called `description` as well; what it is then is a schema, and no text. */
const isText = (key: unknown, value: unknown): boolean => key === 'description' && typeof value === 'string';
