import { z } from 'zod';
import { Approach } from './approach.ts';

/** Where images come from: container registries, or built on this machine from package registries. */
export const ImageSource = z.enum(['registry', 'source']);
export type ImageSource = z.infer<typeof ImageSource>;

/** Where the lab keeps its record in the cluster. */
export const labRecordRef = { namespace: 'korthweb-lab', name: 'korthweb-lab', key: 'record.json' } as const;

/** What `korthweb up` deployed, as it wrote it into the cluster's ConfigMap `korthweb-lab`. */
export const LabRecord = z.strictObject({
  approach: Approach,
  images: ImageSource,
  /** Versions by component: `{ "kubernetes": "1.37.2", "orthanc": "1.12.7" }`. */
  versions: z.record(z.string(), z.string()),
  /** What was installed, for `up` to see whether anything has changed since. */
  fingerprint: z.string(),
});
export type LabRecord = z.infer<typeof LabRecord>;

/** The deployment under test, as one run sees it: written once by the CLI, read by every worker. */
export const Deployment = z.strictObject({
  /** Names the reports' folder; the approach's name unless `--name` says otherwise. */
  name: z.string(),
  context: z.string(),
  kubeconfig: z.string().nullable(),
  /** True for a cluster that the lab made: disruptive checks and faults are allowed there. */
  lab: z.boolean(),
  /** Labels whatever the run makes (`korthweb.io/run`). */
  run: z.string(),
  approach: Approach,
  /** Images of probe pods. */
  probeImage: z.string(),
  images: ImageSource.nullable(),
  versions: z.record(z.string(), z.string()),
});
export type Deployment = z.infer<typeof Deployment>;
