/** Labels whatever a run makes with the run's id. */
export const runLabel = 'korthweb.io/run';

/** Kubernetes' recommended label for who manages an object. */
export const managedByLabel = 'app.kubernetes.io/managed-by';
export const managedBy = 'korthweb';

/** The labels of everything that a run makes. */
export function runLabels(run: string): Readonly<Record<string, string>> {
  return { [runLabel]: run, [managedByLabel]: managedBy };
}

/** True for labels that have all that a selector asks for; an empty one asks for nothing. */
export const matches = (
  labels: Readonly<Record<string, string>> = {},
  selector: Readonly<Record<string, string>>,
): boolean => Object.entries(selector).every(([key, value]) => labels[key] === value);

/** A label selector as the API wants it: `app=orth,tier=web`. */
export function selectorOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
