import { setInterval } from 'node:timers/promises';
import { z } from 'zod';
import type { Cluster } from './client.ts';
import { createObject, deleteObject, readObject, replaceObject, type KubeObject } from './objects.ts';
import type { NamespacedName } from './secret.ts';
import { hasStatus } from './status.ts';

/** Seconds without a sign of life after which the holder of a lease is taken to be gone. */
export const leaseSeconds = 60;
const renewEvery = (leaseSeconds / 4) * 1000;

const Spec = z.object({ holderIdentity: z.string(), renewTime: z.coerce.date() });

export interface LeaseOptions extends NamespacedName {
  /** Who asks for it, in words of the caller's own: `run 1f2e3d4c`. */
  readonly holder: string;
  /** Whether a holder that still seems to live is known to be gone. */
  readonly isGone?: (holder: string) => boolean;
  /** What is thrown where another holds it. */
  readonly refusal: (holder: string) => Error;
}

/**
 * Takes a Lease (coordination.k8s.io), and renews it until it is disposed of; then it is deleted. One that has run out is
 * taken over.
 * @throws the refusal, where another holds it.
 */
export async function takeLease(cluster: Cluster, options: LeaseOptions): Promise<AsyncDisposable> {
  try {
    return held(cluster, options, await createObject(cluster, manifest(options)));
  } catch (thrown) {
    if (!hasStatus(thrown, 409)) throw thrown;
  }
  const present = await readObject(cluster, refOf(options));
  if (!present) return takeLease(cluster, options); // Given back at this moment.
  const { data: spec } = Spec.safeParse(present['spec']);
  if (spec && !hasRunOut(spec) && !options.isGone?.(spec.holderIdentity))
    throw options.refusal(spec.holderIdentity);
  try {
    const { resourceVersion } = present.metadata;
    return held(cluster, options, await replaceObject(cluster, manifest(options, { resourceVersion })));
  } catch (thrown) {
    if (hasStatus(thrown, 404, 409)) return takeLease(cluster, options); // Somebody else was quicker.
    throw thrown;
  }
}

/** By the holder's clock and ours: those of machines that verify clusters are taken to agree within some seconds. */
const hasRunOut = ({ renewTime }: z.output<typeof Spec>): boolean =>
  Date.now() - renewTime.getTime() > leaseSeconds * 1000;

function held(cluster: Cluster, options: LeaseOptions, taken: KubeObject): AsyncDisposable {
  const stop = new AbortController();
  const renewing = renew(cluster, options, { taken, signal: stop.signal });
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await renewing;
      const present = await readObject(cluster, refOf(options));
      if (Spec.safeParse(present?.['spec']).data?.holderIdentity === options.holder)
        await deleteObject(cluster, refOf(options));
    },
  };
}

interface Renewal {
  readonly taken: KubeObject;
  readonly signal: AbortSignal;
}

async function renew(cluster: Cluster, options: LeaseOptions, { taken, signal }: Renewal): Promise<void> {
  let present = taken;
  try {
    for await (const _ of setInterval(renewEvery, undefined, { signal, ref: false })) {
      const { resourceVersion } = present.metadata;
      try {
        present = await replaceObject(cluster, manifest(options, { resourceVersion }));
      } catch (thrown) {
        // One that another has taken over is lost; an API server that does not answer may do so the next time.
        if (hasStatus(thrown, 404, 409)) return;
      }
    }
  } catch {
    // Disposed of.
  }
}

const refOf = ({ namespace, name }: NamespacedName) => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace,
  name,
});

function manifest(options: LeaseOptions, metadata: object = {}): KubeObject {
  const { namespace, name, ...type } = refOf(options);
  return {
    ...type,
    metadata: { namespace, name, ...metadata },
    spec: {
      holderIdentity: options.holder,
      leaseDurationSeconds: leaseSeconds,
      // With microseconds, as the API's MicroTime has it.
      renewTime: new Date().toISOString().replace('Z', '000Z'),
    },
  };
}
