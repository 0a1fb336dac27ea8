/** Words of PromQL that stand where a metric might (prometheus.io, "Operators"). */
const keywords = new Set(['and', 'or', 'unless', 'offset', 'bool', 'atan2', 'inf', 'nan', 'start', 'end']);

/** The names of the metrics that an expression asks for, in its order, each once. */
export function metricNames(expression: string): readonly string[] {
  const bare = expression
    // What is quoted, selected by labels or looked back at is no name.
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/gi, '')
    .replaceAll(/\bgroup_(?:left|right)\b/gi, '');
  const names = [...bare.matchAll(/(?<![\w:.])([a-zA-Z_:][\w:]*)(?!\s*\(|[\w:])/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return [...new Set(names.filter((name) => !keywords.has(name.toLowerCase())))];
}
