import type { Cluster } from './client.ts';
import { execChecked } from './exec.ts';
import type { Pod } from './pods.ts';

// grep ends with 1 where it finds nothing, which is no failure; the file that is found proves that it searches.
const script = `
uid=$1; shift
control=/tmp/korthweb-control-$$
printf %s "$uid" > "$control"
grep --recursive --files-with-matches --binary-files=text --fixed-strings --no-messages -e "$uid" "$@" /tmp | sed "s#^$control#CONTROL#" | sort -u
rm -f "$control"`;

/**
 * Searches the directories that a pod can write to for a text, and returns the files that hold it.
 * @throws {Error} when the search does not find even the file that it makes as its own control.
 */
export async function filesWith(cluster: Cluster, pod: Pod, text: string): Promise<readonly string[]> {
  const directories = writableMounts(pod);
  const found = await execChecked(cluster, pod, ['bash', '-c', script, 'search', text, ...directories]);
  const files = found.split('\n').filter(Boolean);
  if (files.includes('CONTROL')) return files.filter((file) => file !== 'CONTROL');
  throw new Error(
    `Searched ${directories.join(', ')} of ${pod.name}, and did not find the search's own control`,
  );
}

/** Where volumes are mounted that outlive a container or hold what it writes. */
function writableMounts({ manifest: { spec } }: Pod): readonly string[] {
  const volumes = spec?.volumes ?? [];
  const writable = volumes.filter(
    (volume) => volume.emptyDir ?? volume.persistentVolumeClaim ?? volume.hostPath,
  );
  const names = new Set(writable.map(({ name }) => name));
  const mounts = spec?.containers.flatMap(({ volumeMounts = [] }) => volumeMounts) ?? [];
  return mounts.filter(({ name }) => names.has(name)).map(({ mountPath }) => mountPath);
}
