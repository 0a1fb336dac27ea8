import type { Control } from './results.ts';

/** A note on a check that travels from the suite to every report. */
export interface Annotation {
  readonly type: string;
  readonly description?: string;
}

/** The types of the annotations that reports read. */
export const annotationTypes = {
  exercises: 'exercises',
  control: 'control',
  knownDeviation: 'known deviation',
  latency: 'latency',
  verdict: 'verdict',
} as const;

type AnnotationType = (typeof annotationTypes)[keyof typeof annotationTypes];

/** The descriptions of all annotations of one type, in order. */
export function describedAs(type: AnnotationType, annotations: readonly Annotation[]): string[] {
  return annotations.flatMap((annotation) =>
    annotation.type === type ? [annotation.description ?? ''] : [],
  );
}

/** Writes a control as a sentence that people read in the HTML report and `readControl` reads back. */
export function controlAnnotation({ what, before, after }: Control): Annotation {
  return { type: annotationTypes.control, description: `${before} before, ${after} after: ${what}` };
}

const controlSentence = /^(passed|failed|not-run) before, (passed|failed|not-run) after: (.*)$/s;

/** Reads what `controlAnnotation` wrote; undefined for anything else. */
export function readControl(description: string): Control | undefined {
  const [, before, after, what] = controlSentence.exec(description) ?? [];
  if (!isState(before) || !isState(after) || what === undefined) return undefined;
  return { what, before, after };
}

const isState = (text: string | undefined): text is Control['before'] =>
  text === 'passed' || text === 'failed' || text === 'not-run';

/** Writes a latency that a check observed, in milliseconds. */
export function latencyAnnotation(what: string, ms: number): Annotation {
  return { type: annotationTypes.latency, description: `${ms.toFixed(1)} ms: ${what}` };
}

/** Reads what `latencyAnnotation` wrote; undefined for anything else. */
export function readLatency(description: string): { what: string; ms: number } | undefined {
  const [, ms, what] = /^([\d.]+) ms: (.*)$/s.exec(description) ?? [];
  return ms === undefined || what === undefined ? undefined : { what, ms: Number(ms) };
}
