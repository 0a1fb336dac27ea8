/** What one backup that is made to be looked at leaves while it is under way, all known by one mark: `1f0c9b2e`. */
export interface BackupNames {
  readonly job: (step: BackupStep) => string;
  /** The database that it is restored into. */
  readonly scratch: string;
}

export type BackupStep = 'dump' | 'restore';

/** The names that belong to a mark of eight hexadecimal digits. */
export const backupNames = (mark: string): BackupNames => ({
  job: (step) => `korthweb-${step}-${mark}`,
  scratch: `korthweb_${mark}`,
});

/**
 * The databases that may be left where these objects were.
 * @param objects as `Job orthweb/korthweb-dump-1f0c9b2e`; others are passed over.
 */
export function scratchesBeside(objects: readonly string[]): { namespace: string; scratch: string }[] {
  const found = objects.flatMap((object) => {
    const [, namespace, mark] = /^Job ([^/]+)\/korthweb-(?:dump|restore)-([0-9a-f]{8})$/.exec(object) ?? [];
    return namespace && mark ? [{ namespace, scratch: backupNames(mark).scratch }] : [];
  });
  return [...new Map(found.map((each) => [`${each.namespace}/${each.scratch}`, each])).values()];
}
