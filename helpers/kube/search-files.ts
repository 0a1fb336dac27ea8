import type { Cluster } from './client.ts';
import { execChecked } from './exec.ts';
import type { Pod } from './pods.ts';

// grep ends with 1 where it finds nothing, which is no failure; the file that is found proves that it searches.
const script = `
uid=$1; shift
[ "$1" != / ] || set -- /!(proc|sys)
control=/tmp/korthweb-control-$$
printf %s "$uid" > "$control"
grep --recursive --files-with-matches --binary-files=text --fixed-strings --no-messages -e "$uid" "$@" | sed "s#^$control#CONTROL#" | sort -u
rm -f "$control"`;

/**
 * Searches everything that a pod can write to for a text, and returns the files that hold it.
 * @throws {Error} when the search does not find even the file that it makes as its own control.
 */
export async function filesWith(cluster: Cluster, pod: Pod, text: string): Promise<readonly string[]> {
  const directories = writable(pod);
  const command = ['bash', '-O', 'extglob', '-c', script, 'search', text, ...directories];
  const found = (await execChecked(cluster, pod, command)).split('\n').filter(Boolean);
  if (found.includes('CONTROL')) return found.filter((file) => file !== 'CONTROL');
  throw new Error(
    `Searched ${directories.join(', ')} of ${pod.name}, and did not find the search's own control`,
  );
}

/** Kinds of volumes that nobody in the pod can write to. */
const readOnlyVolumes = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'] as const;

/** The volumes and /tmp where the containers' own file systems are read-only; else all of it. */
function writable({ manifest: { spec } }: Pod): readonly string[] {
  const containers = spec?.containers ?? [];
  if (!containers.every(({ securityContext }) => securityContext?.readOnlyRootFilesystem)) return ['/'];
  const names = new Set(
    spec?.volumes
      ?.filter((volume) => readOnlyVolumes.every((kind) => volume[kind] === undefined))
      .map(({ name }) => name),
  );
  const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
  return [...mounts.filter(({ name }) => names.has(name)).map(({ mountPath }) => mountPath), '/tmp'];
}
