const units = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
  ['w', 604_800],
  ['y', 31_536_000],
]);

/** A duration as Prometheus writes it (`5s`, `1m30s`), in seconds. @throws {RangeError} */
export function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== duration)
    throw new RangeError(`Expected a duration such as 1m30s, got ${JSON.stringify(duration)}`);
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units.get(unit) ?? 0), 0);
}

/** The ranges that an expression looks back over, as they are written: `rate(x[5m])` has `5m`. */
export const rangesOf = (expression: string): readonly string[] =>
  [...expression.matchAll(/\[(\d[\da-z]*[a-z])(?::[^\]]*)?\]/g)].flatMap(([, range]) => range ?? []);
