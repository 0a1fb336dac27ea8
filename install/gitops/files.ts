import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Approach } from '../../helpers/model/approach.ts';
import type { ImageSource } from '../../helpers/model/deployment.ts';
import { readFiles, type Files } from '../../helpers/oci/archive.ts';

/** The artifact for an approach's tenants: what was rendered, and a file for each of them. */
export async function artifactFiles(
  rendered: string,
  images: ImageSource,
  { tenants }: Pick<Approach, 'tenants'>,
): Promise<Files> {
  const template = await readFile(join(import.meta.dirname, 'tenant.yaml'), 'utf8');
  const ground: [path: string, text: string][] = tenants.map(({ name, namespace }) => [
    `cluster/tenants/${name}.yaml`,
    template.replaceAll('${tenant}', name).replaceAll('${namespace}', namespace),
  ]);
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: tenants.map(({ name }) => `${name}.yaml`),
  };
  return {
    ...(await readFiles(join(rendered, images))),
    ...Object.fromEntries(ground),
    'cluster/tenants/kustomization.yaml': stringify(kustomization),
  };
}
