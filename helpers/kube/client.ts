import {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubernetesObjectApi,
  type KubeConfig,
} from '@kubernetes/client-node';
import { z } from 'zod';
import { timeouts } from '../model/timeouts.ts';
import { statusOf } from './api-error.ts';
import { loadKubeconfig } from './kubeconfig.ts';
import { request } from './request.ts';
import { anonymous, unreachable } from './unreachable.ts';

/** A connection to a cluster that has answered. */
export interface Cluster {
  readonly context: string;
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  readonly custom: CustomObjectsApi;
  readonly objects: KubernetesObjectApi;
  /** The API server's version: `v1.37.2`. */
  readonly version: string;
  /** Whom the API server takes us for; undefined where it is too old to say. */
  readonly user: string | undefined;
}

export interface ConnectOptions {
  /** By default the kubeconfig's current context. */
  readonly context?: string;
  /** Path of the kubeconfig; by default KUBECONFIG, then `~/.kube/config`. */
  readonly kubeconfig?: string;
}

/**
 * Connects to the API server of a context and makes sure that it answers and knows us.
 * @throws {ConfigError} naming the kubeconfig, the context, the server and what to do next.
 */
export async function connect({ context, kubeconfig }: ConnectOptions = {}): Promise<Cluster> {
  const config = loadKubeconfig(context, kubeconfig);
  try {
    const version = await readVersion(config);
    const user = await whoAmI(config);
    if (user === 'system:anonymous') throw anonymous();
    return { context: config.getCurrentContext(), config, version, user, ...clients(config) };
  } catch (thrown) {
    throw unreachable(config, kubeconfig, thrown);
  }
}

function clients(config: KubeConfig) {
  return {
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    batch: config.makeApiClient(BatchV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    objects: KubernetesObjectApi.makeApiClient(config),
  };
}

const Version = z.object({ gitVersion: z.string() });

/** Half of what a request may take: nothing depends on this one but how soon a wrong context is reported. */
const limit = (): AbortSignal => AbortSignal.timeout(timeouts.request / 2);

async function readVersion(config: KubeConfig): Promise<string> {
  return Version.parse(await request(config, { method: 'GET', path: '/version', signal: limit() }))
    .gitVersion;
}

const Review = z.object({ status: z.object({ userInfo: z.object({ username: z.string() }) }) });

/** `/version` is open to all; only this tells whether our credentials are any good. */
async function whoAmI(config: KubeConfig): Promise<string | undefined> {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  try {
    const review = Review.parse(await request(config, { method: 'POST', path, body, signal: limit() }));
    return review.status.userInfo.username;
  } catch (thrown) {
    if (statusOf(thrown) === 404) return undefined; // Kubernetes before 1.28.
    throw thrown;
  }
}
