import { parse, parseAllDocuments } from 'yaml';
import { expect, test } from 'vitest';
import { slimCrds } from './slim-crds.ts';

const crd = `---
# Source: base/crds.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.org
spec:
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          description: A thing.
          type: object
          properties:
            description:
              description: What it is.
              type: string
            count: { type: integer, description: "How many:\\n---\\n- one", default: 1 }
`;
const others = `---
# Source: base/configmap.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: words }
data:
  description: stays
  script: |
    echo '\${namespace}' # as it is
`;

test('of a definition, the schema is left, with what is only called description', () => {
  expect(parse(slimCrds(crd))).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.org' },
    spec: {
      versions: [
        {
          name: 'v1',
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { description: { type: 'string' }, count: { type: 'integer', default: 1 } },
            },
          },
        },
      ],
    },
  });
});

test('everything else stays, to the letter', () => {
  const slimmed = slimCrds(`${others}${crd}${others}`);
  expect(slimmed.startsWith(others)).toBe(true);
  expect(slimmed.endsWith(others)).toBe(true);
  expect(parseAllDocuments(slimmed)).toHaveLength(3);
});

test('a text that begins without a separator is read as well', () => {
  expect(slimCrds(crd.replace('---\n', ''))).not.toContain('A thing');
});
