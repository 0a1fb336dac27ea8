import { expect, test } from 'vitest';
import { canonicalName } from './oci/archive.ts';
import { withoutRegistry } from './pull.ts';

test.each([
  ['postgres:17.11', 'docker.io/library/postgres:17.11', 'library/postgres:17.11'],
  ['orthancteam/orthanc:25.5.1', 'docker.io/orthancteam/orthanc:25.5.1', 'orthancteam/orthanc:25.5.1'],
  ['registry.k8s.io/pause:3.10.2', 'registry.k8s.io/pause:3.10.2', 'pause:3.10.2'],
  ['localhost:5000/a/b:1', 'localhost:5000/a/b:1', 'a/b:1'],
])('%s is %s in full, and %s in a mirror', (name, canonical, mirrored) => {
  expect(canonicalName(name)).toBe(canonical);
  expect(withoutRegistry(name)).toBe(mirrored);
});
