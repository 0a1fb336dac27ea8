import { z } from 'zod';
import type { Cluster } from './client.ts';
import { request } from './request.ts';
import { hasStatus } from './status.ts';

/**
 * The objects of a kind, each read by a schema.
 * @param path of the list on the API server: `/apis/cert-manager.io/v1/clusterissuers`.
 * @throws {ApiError} when it refuses; 404 where it does not know the kind.
 */
export async function listAs<Shape extends z.ZodType>(
  { config }: Cluster,
  path: string,
  shape: Shape,
): Promise<z.output<Shape>[]> {
  return z.object({ items: z.array(shape) }).parse(await request(config, { method: 'GET', path })).items;
}

/** The same; none where the cluster does not know the kind. */
export async function listIfKnown<Shape extends z.ZodType>(
  cluster: Cluster,
  path: string,
  shape: Shape,
): Promise<z.output<Shape>[]> {
  try {
    return await listAs(cluster, path, shape);
  } catch (thrown) {
    if (hasStatus(thrown, 404)) return [];
    throw thrown;
  }
}
