import type { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { ConfigError } from '../model/errors.ts';
import { statusOf } from './api-error.ts';
import type { Cluster } from './client.ts';
import { request } from './request.ts';

/** Which object: what its manifest's head says. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for kinds that belong to no namespace. */
  readonly namespace?: string;
}

/** Any object of the API, with all of its fields, known or not. */
export const KubeObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    uid: z.string().optional(),
  }),
});
export type KubeObject = z.infer<typeof KubeObject>;

/** `Deployment orthweb/orthanc`: how messages name an object. */
export function nameOf({ kind, namespace, name }: Pick<ObjectRef, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** What an object is referred to by. */
export function refOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): ObjectRef {
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Reads an object; undefined when there is none. */
export async function readObject(cluster: Cluster, ref: ObjectRef): Promise<KubeObject | undefined> {
  try {
    return KubeObject.parse(
      await request(cluster.config, { method: 'GET', path: await pathOf(cluster, ref) }),
    );
  } catch (thrown) {
    if (statusOf(thrown) === 404) return undefined;
    throw thrown;
  }
}

/** Deletes an object; false when there was none. Its dependents go in the background. */
export async function deleteObject(
  cluster: Cluster,
  ref: ObjectRef,
  graceSeconds?: number,
): Promise<boolean> {
  const grace = graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds };
  const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background', ...grace };
  try {
    await request(cluster.config, { method: 'DELETE', path: await pathOf(cluster, ref), body });
    return true;
  } catch (thrown) {
    if (statusOf(thrown) === 404) return false;
    throw thrown;
  }
}

/** Creates an object. */
export async function createObject(cluster: Cluster, object: KubeObject): Promise<KubeObject> {
  const path = await collectionOf(cluster, refOf(object));
  return KubeObject.parse(await request(cluster.config, { method: 'POST', path, body: object }));
}

/** Replaces an object as a whole; its resourceVersion must be that of the present one. */
export async function replaceObject(cluster: Cluster, object: KubeObject): Promise<KubeObject> {
  const path = await pathOf(cluster, refOf(object));
  return KubeObject.parse(await request(cluster.config, { method: 'PUT', path, body: object }));
}

/** The path of an object on the API server. */
export async function pathOf(cluster: Cluster, ref: ObjectRef): Promise<string> {
  return `${await collectionOf(cluster, ref)}/${encodeURIComponent(ref.name)}`;
}

async function collectionOf({ config }: Cluster, ref: Omit<ObjectRef, 'name'>): Promise<string> {
  const resource = (await resourcesOf(config, ref.apiVersion)).find(
    ({ kind, name }) => kind === ref.kind && !name.includes('/'),
  );
  if (resource === undefined) {
    throw new ConfigError(
      `Expected the cluster to know ${ref.kind} of ${ref.apiVersion}; it does not. Next: are its CRDs installed?`,
    );
  }
  const namespace = resource.namespaced ? `/namespaces/${ref.namespace ?? 'default'}` : '';
  return `${root(ref.apiVersion)}${namespace}/${resource.name}`;
}

const Resources = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean(), verbs: z.array(z.string()) }),
  ),
});
export type Resource = z.infer<typeof Resources>['resources'][number];

/** The resources of a group and version; none when the cluster does not have it. Not cached: CRDs come and go. */
export async function resourcesOf(config: KubeConfig, apiVersion: string): Promise<readonly Resource[]> {
  try {
    return Resources.parse(await request(config, { method: 'GET', path: root(apiVersion) })).resources;
  } catch (thrown) {
    if (statusOf(thrown) === 404) return [];
    throw thrown;
  }
}

const root = (apiVersion: string): string => `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}`;
