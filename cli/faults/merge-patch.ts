import { z } from 'zod';
import type { KubeObject } from '../../helpers/kube/objects.ts';

const mapping = z.record(z.string(), z.unknown());

/** Applies a JSON merge patch (RFC 7386): null removes, mappings are merged, all else is replaced. */
export function mergePatch(object: KubeObject, patch: Readonly<Record<string, unknown>>): KubeObject {
  const { apiVersion, kind, metadata } = object;
  const merged = merge(object, patch);
  return { ...merged, apiVersion, kind, metadata: { ...metadata, ...mapping.parse(merged['metadata']) } };
}

function merge(target: unknown, patch: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const below = mapping.safeParse(target);
  const result = { ...(below.success ? below.data : {}) };
  for (const [key, value] of Object.entries(patch)) {
    const inner = mapping.safeParse(value);
    if (value === null) delete result[key];
    else result[key] = inner.success ? merge(result[key], inner.data) : value;
  }
  return result;
}
