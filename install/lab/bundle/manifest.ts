import { z } from 'zod';
import { ImageSource } from '../../../helpers/model/deployment.ts';

/** `bundle.json`: what an archive of `korthweb bundle` holds. Its other entries are named by it. */
export const BundleManifest = z.strictObject({
  schemaVersion: z.literal(1),
  approach: z.string(),
  images: ImageSource,
  /** The node image's name; it is in `images.tar` with all others. */
  node: z.string(),
  registry: z.string(),
  /** Images to copy into the node, where the node image does not hold them. */
  load: z.array(z.string()),
  /** What the approach's installer prepared, such as a packaged chart. */
  prepared: z.string(),
});
export type BundleManifest = z.infer<typeof BundleManifest>;

/** Names of the entries beside `bundle.json`. */
export const bundleEntries = {
  manifest: 'bundle.json',
  images: 'images.tar',
  tools: 'tools',
  runtime: 'korthweb-runtime',
} as const;
