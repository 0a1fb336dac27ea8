import { describe, expect, test } from 'vitest';
import { entryRef } from './inventory.ts';

describe("an inventory's entry", () => {
  test.each([
    [
      { id: 'bhs-orthweb_orthanc_apps_Deployment', v: 'v1' },
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bhs-orthweb', name: 'orthanc' },
    ],
    [
      { id: 'bhs-orthweb_orthweb__Service', v: 'v1' },
      { apiVersion: 'v1', kind: 'Service', namespace: 'bhs-orthweb', name: 'orthweb' },
    ],
    [
      { id: '_istio-reader_rbac.authorization.k8s.io_ClusterRole', v: 'v1' },
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'istio-reader' },
    ],
    [
      { id: 'kube-system_cert-manager__leaderelection_rbac.authorization.k8s.io_Role', v: 'v1' },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        namespace: 'kube-system',
        name: 'cert-manager:leaderelection',
      },
    ],
  ])('%o refers to %o', (entry, ref) => {
    expect(entryRef(entry)).toEqual(ref);
  });
});
