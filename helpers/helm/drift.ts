import { z } from 'zod';

/** A declared field that is not so in the cluster. */
export interface Difference {
  /** `spec.template.spec.containers[0].image` */
  readonly path: string;
  readonly declared: unknown;
  /** Undefined where there is no such field. */
  readonly live: unknown;
}

const Mapping = z.record(z.string(), z.unknown());

/** Compares what is declared with what is there: every declared field, and lists in their whole length; no others. */
export function differences(declared: unknown, live: unknown, path = ''): readonly Difference[] {
  if (isNothing(declared) && isNothing(live)) return [];
  if (Array.isArray(declared)) return ofLists(declared, live, path);
  const mapping = Mapping.safeParse(declared);
  if (!mapping.success) return sameScalar(declared, live) ? [] : [{ path, declared, live }];
  const there = Mapping.safeParse(live);
  if (!there.success) return [{ path, declared, live }];
  return Object.entries(mapping.data).flatMap(([key, value]) =>
    differences(value, there.data[key], path === '' ? key : `${path}.${key}`),
  );
}

function ofLists(declared: readonly unknown[], live: unknown, path: string): readonly Difference[] {
  if (!Array.isArray(live) || live.length !== declared.length) return [{ path, declared, live }];
  const there: readonly unknown[] = live;
  return declared.flatMap((item, index) => differences(item, there[index], `${path}[${index}]`));
}

/** The API server drops what is empty. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The API server writes quantities in its own way: 1024Mi becomes 1Gi, the number 1 the string "1". */
function sameScalar(declared: unknown, live: unknown): boolean {
  if (declared === live || isFalse(declared, live)) return true;
  const [a, b] = [quantity(declared), quantity(live)];
  return a !== undefined && a === b;
}

/** False is what a field that is not there means, where it is omitted when empty. */
const isFalse = (declared: unknown, live: unknown): boolean => declared === false && live === undefined;

const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function quantity(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, number, suffix = ''] = /^(\d+(?:\.\d+)?)(m|k|[MGT]|[KMGT]i)?$/.exec(String(value)) ?? [];
  return number === undefined ? undefined : Number(number) * (factors[suffix] ?? Number.NaN);
}
