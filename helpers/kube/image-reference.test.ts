import { expect, test } from 'vitest';
import { isPinned, parseImage } from './image-reference.ts';

test.each([
  ['postgres', 'docker.io/library/postgres', undefined, undefined],
  ['postgres:17.11', 'docker.io/library/postgres', '17.11', undefined],
  ['orthancteam/orthanc:25.5.1', 'docker.io/orthancteam/orthanc', '25.5.1', undefined],
  ['quay.io/a/b@sha256:00ff', 'quay.io/a/b', undefined, 'sha256:00ff'],
  ['localhost:5000/c:1.2@sha256:00ff', 'localhost:5000/c', '1.2', 'sha256:00ff'],
  ['korthweb-registry:5000/c', 'korthweb-registry:5000/c', undefined, undefined],
])('%s is read in its parts', (image, repository, tag, digest) => {
  expect(parseImage(image)).toEqual({ repository, tag, digest });
});

test.each([
  ['traefik:v3.7.15', true],
  ['traefik@sha256:00ff', true],
  ['traefik', false],
  ['traefik:latest', false],
  ['traefik:v3', false],
  ['postgres:17', false],
])('whether %s always means one version: %s', (image, pinned) => {
  expect(isPinned(parseImage(image))).toBe(pinned);
});
