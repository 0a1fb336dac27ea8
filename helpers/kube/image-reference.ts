/** A container image's name in its parts, as Docker's client completes a short one. */
export interface ImageReference {
  /** With its registry: `docker.io/library/postgres`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…` */
  readonly digest: string | undefined;
}

/** Reads a name such as `postgres:17`, `quay.io/a/b@sha256:…` or `localhost:5000/c:1`. */
export function parseImage(image: string): ImageReference {
  const [named = '', digest] = image.split('@');
  // A colon before the last slash belongs to the registry's port.
  const [, path = named, tag] = /^(.*?)(?::([^:/]+))?$/.exec(named) ?? [];
  return { repository: completed(path), tag, digest };
}

function completed(path: string): string {
  const [first = '', ...rest] = path.split('/');
  if (rest.length === 0) return `docker.io/library/${path}`;
  const isRegistry = first.includes('.') || first.includes(':') || first === 'localhost';
  return isRegistry ? path : `docker.io/${path}`;
}

/** Whether a name always means one version: by its digest, or by a tag with a number of at least two parts in it. */
export function isPinned({ tag, digest }: ImageReference): boolean {
  return digest !== undefined || /\d+\.\d+/.test(tag ?? '');
}
