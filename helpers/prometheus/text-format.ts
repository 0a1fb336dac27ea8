/** One sample in the text exposition format (prometheus.io, "Exposition formats"). */
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Milliseconds since 1970, where the exporter gives it a time of its own. */
  readonly timestamp: number | undefined;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s+(\S+)(?:\s+(-?\d+))?\s*$/s;
const labelPair = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/sy;

/** Reads metrics as an exporter gives them; comments and types are left out. @throws {Error} naming the bad line. */
export function parseMetrics(text: string): readonly ExposedSample[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, name, labels = '', value = '', timestamp] = sampleLine.exec(line) ?? [];
    if (name === undefined) throw unreadable(line, index);
    return {
      name,
      labels: parseLabels(labels, () => unreadable(line, index)),
      value: parseValue(value, () => unreadable(line, index)),
      timestamp: timestamp === undefined ? undefined : Number(timestamp),
    };
  });
}

function parseLabels(text: string, error: () => Error): Record<string, string> {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  while (labelPair.lastIndex < text.length) {
    const [, name, value] = labelPair.exec(text) ?? [];
    if (name === undefined || value === undefined) throw error();
    labels[name] = unescape(value);
  }
  return labels;
}

const unescape = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));

function parseValue(text: string, error: () => Error): number {
  if (/^[+-]?Inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  const value = Number(text);
  if (Number.isNaN(value) && text !== 'NaN') throw error();
  return value;
}

const unreadable = (line: string, index: number): Error =>
  new Error(
    `Expected a sample in line ${index + 1} of the metrics, got ${JSON.stringify(line.slice(0, 200))}`,
  );
