import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import { listAs } from '../kube/list-as.ts';
import { request } from '../kube/request.ts';
import { hasStatus } from '../kube/status.ts';
import { Meta, Status, whyNotReady } from './objects.ts';

/** The API group of HelmReleases. */
export const helmGroup = 'helm.toolkit.fluxcd.io';

/** What a HelmRelease installs, and how far it has come (fluxcd.io, "Helm Releases"). */
export const HelmRelease = z.looseObject({
  apiVersion: z.string().default(`${helmGroup}/v2`),
  metadata: Meta,
  spec: z.looseObject({
    suspend: z.boolean().default(false),
    /** Absent where the chart is an object of its own (`chartRef`), which then says which version. */
    chart: z
      .looseObject({ spec: z.looseObject({ chart: z.string(), version: z.string().default('*') }) })
      .optional(),
  }),
  status: Status.extend({
    /** The version of the chart that it has last tried. */
    lastAttemptedRevision: z.string().optional(),
    /** What has been released, the newest first. */
    history: z.array(z.looseObject({ chartVersion: z.string(), status: z.string() })).default([]),
  }).prefault({}),
});
export type HelmRelease = z.infer<typeof HelmRelease>;

const Group = z.object({ preferredVersion: z.object({ groupVersion: z.string() }) });

/** All HelmReleases of the cluster; undefined where it does not know any such thing. */
export async function listHelmReleases(cluster: Cluster): Promise<HelmRelease[] | undefined> {
  try {
    const group = Group.parse(await request(cluster.config, { method: 'GET', path: `/apis/${helmGroup}` }));
    const path = `/apis/${group.preferredVersion.groupVersion}/helmreleases`;
    return await listAs(cluster, path, HelmRelease);
  } catch (thrown) {
    if (hasStatus(thrown, 404)) return undefined;
    throw thrown;
  }
}

/** A version of a chart, rather than a range of versions. */
const isExact = (version: string): boolean => /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version);

const bare = (version: string): string => version.replace(/^v/, '').replace(/\+.*$/, '');

/** What keeps a HelmRelease from being released as it is declared, each with its reason; none where it is. */
export function problemsOf(release: HelmRelease): string[] {
  const { spec, status } = release;
  const ready = whyNotReady(release);
  return [
    ...(spec.suspend ? ['it is suspended'] : []),
    ...(ready === null ? [] : [ready]),
    ...problemsOfVersion(spec.chart?.spec.version, status),
  ];
}

function problemsOfVersion(
  declared: string | undefined,
  { history: [newest], lastAttemptedRevision }: HelmRelease['status'],
): string[] {
  // Of a range, or of a chart that is an object of its own, what Flux has last made of it.
  const wanted = declared !== undefined && isExact(declared) ? declared : lastAttemptedRevision;
  if (!newest) return ['nothing has been released'];
  const state = newest.status === 'deployed' ? [] : [`its newest release is ${newest.status}`];
  if (wanted === undefined) return [...state, 'it says nothing of the version that it has last tried'];
  return bare(newest.chartVersion) === bare(wanted)
    ? state
    : [...state, `its chart is declared as ${declared ?? wanted}, and ${newest.chartVersion} is released`];
}
