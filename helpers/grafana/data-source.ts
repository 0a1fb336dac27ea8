import { z } from 'zod';

/** A data source as it is provisioned (grafana.com, "Provision Grafana"). */
export const DataSource = z.looseObject({
  name: z.string(),
  uid: z.string(),
  type: z.string(),
  url: z.string().default(''),
  isDefault: z.boolean().default(false),
  jsonData: z.looseObject({ timeInterval: z.string().optional() }).prefault({}),
});
export type DataSource = z.infer<typeof DataSource>;

/** The contents of a file of `provisioning/datasources`. */
export const DataSourceFile = z.looseObject({ datasources: z.array(DataSource) });

/** What Grafana itself answers, without any data source being provisioned. */
const ownNames = ['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --'];

/** Why something that names a data source would find none; null where it finds one. */
export function whyNotFound(named: string | undefined, provisioned: readonly DataSource[]): string | null {
  const known = provisioned.map(({ name, uid }) => `${uid} (${name})`).join(', ') || 'none';
  if (named === undefined)
    return provisioned.some(({ isDefault }) => isDefault)
      ? null
      : `it names no data source, and none of those provisioned is the default: ${known}`;
  if (ownNames.includes(named) || provisioned.some(({ name, uid }) => named === uid || named === name))
    return null;
  return `its data source is ${named}; provisioned: ${known}`;
}
