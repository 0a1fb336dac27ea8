import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import { SetupError } from '../model/errors.ts';

const File = z.looseObject({ name: z.string(), data: z.string() });

/** One revision of a release, as Helm 3 keeps it in a Secret; `manifest` and values may hold secrets. */
export const Release = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  /** The revision. */
  version: z.int(),
  info: z.looseObject({ status: z.string(), description: z.string().optional() }),
  chart: z.looseObject({
    metadata: z.looseObject({ name: z.string(), version: z.string(), appVersion: z.string().optional() }),
    values: z.record(z.string(), z.unknown()).nullish(),
    /** JSON, base64. */
    schema: z.string().nullish(),
    /** Base64 data by path. */
    templates: z.array(File),
    files: z.array(File),
  }),
  /** What the user gave. */
  config: z.record(z.string(), z.unknown()).nullish(),
  /** YAML documents. */
  manifest: z.string(),
  hooks: z
    .array(
      z.looseObject({
        name: z.string(),
        kind: z.string(),
        manifest: z.string(),
        events: z.array(z.string()),
      }),
    )
    .nullish(),
});
export type Release = z.infer<typeof Release>;

/**
 * Reads what Helm keeps of every revision of a release, the newest first.
 * @throws {SetupError} when there is none.
 */
export async function releaseHistory(
  { core }: Cluster,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<readonly [Release, ...Release[]]> {
  const { items } = await core.listNamespacedSecret({ namespace, labelSelector: `owner=helm,name=${name}` });
  const [newest, ...older] = items
    .map(({ data = {} }) => decodeRelease(data['release'] ?? ''))
    .toSorted((a, b) => b.version - a.version);
  if (newest) return [newest, ...older];
  throw new SetupError(`Expected Helm to have a release ${name} in namespace ${namespace}, it has none`);
}

/** Reads the value of a release's Secret: JSON, gzipped, base64 by Helm, and base64 again as any Secret. */
export function decodeRelease(value: string): Release {
  const zipped = Buffer.from(Buffer.from(value, 'base64').toString('ascii'), 'base64');
  return Release.parse(JSON.parse(gunzipSync(zipped).toString('utf8')));
}

/** Writes what `decodeRelease` reads. */
export function encodeRelease(release: Release): string {
  const zipped = gzipSync(JSON.stringify(release)).toString('base64');
  return Buffer.from(zipped).toString('base64');
}
