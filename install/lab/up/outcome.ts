import type { ImageSource } from '../../../helpers/model/deployment.ts';

export interface UpOptions {
  /** The approach's folder under `install/`. */
  readonly approach: string;
  /** Names the cluster: kind's `korthweb-NAME`. */
  readonly name: string;
  readonly images: 'auto' | ImageSource;
  /** A registry that holds all images under their own names: `HOST[/PATH]`. */
  readonly mirror?: string;
  /** An archive made by `korthweb bundle`. */
  readonly bundle?: string;
  /** Kubernetes of the node, as `1.36.4`; by default the one that the image source comes with. */
  readonly kubernetes?: string;
  /** Missing Debian packages may be installed. */
  readonly yes: boolean;
}

export interface UpOutcome {
  readonly context: string;
  /** `unchanged`: it was healthy; `repaired`: addresses or the release were brought up to date; `created`: a new cluster. */
  readonly did: 'unchanged' | 'repaired' | 'created';
  /** Milliseconds by step. */
  readonly durations: Readonly<Record<string, number>>;
  readonly totalMs: number;
  /** What was done to the cluster, as commands to type; none where nothing was done. */
  readonly commands: readonly string[];
}
