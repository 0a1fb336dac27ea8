import { stringify } from 'yaml';

const volumes = 16;
const folder = '/var/lib/korthweb/volumes';

/** The folders of the node that its volumes are in. */
export const volumeFolders = Array.from({ length: volumes }, (_, index) => `${folder}/${index}`);

/**
 * The StorageClass and volumes that a node built here comes with. They are `local` volumes, made in advance: unlike the
 * host-path volumes that kind falls back to, kubelet sets a pod's fsGroup on them.
 */
export function storageManifest(): string {
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  return [storageClass, ...volumeFolders.map(localVolume)].map((object) => stringify(object)).join('---\n');
}

function localVolume(path: string, index: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `local-${index}` },
    spec: {
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      persistentVolumeReclaimPolicy: 'Retain',
      local: { path },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] },
          ],
        },
      },
    },
  };
}
