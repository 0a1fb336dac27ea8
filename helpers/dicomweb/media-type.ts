/** A media type with its parameters, as in Content-Type and Accept (RFC 9110 §8.3.1). */
export interface MediaType {
  /** In lower case: `multipart/related`. */
  readonly type: string;
  /** Names in lower case, values unquoted. */
  readonly parameters: ReadonlyMap<string, string>;
}

const parameter = /;\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/** Parses a media type; what is not of its form is left out, and a wholly different text has the type `''`. */
export function parseMediaType(text: string): MediaType {
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(text)?.[1] ?? '';
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, token] of text.matchAll(parameter)) {
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '');
  }
  return { type: type.toLowerCase(), parameters };
}
