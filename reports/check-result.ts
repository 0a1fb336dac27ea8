import type { TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';
import { annotationTypes, describedAs, readControl, readLatency } from '../helpers/model/annotations.ts';
import { redact } from '../helpers/model/redact.ts';
import type { CheckResult } from '../helpers/model/results.ts';
import { verdictOf, type Judgement } from '../helpers/model/verdict-of.ts';
import { areaOf, checkId } from './check-id.ts';

/** What Playwright knows of a test that ended, as a check's result. */
export function checkResult(root: string, test: TestCase, result: TestResult): CheckResult {
  const id = checkId({ root, file: test.location.file, title: test.title, project: projectOf(test) });
  const { annotations } = result;
  const { verdict, reason } = judgeTest(test, result);
  return {
    id,
    title: redact(test.title),
    area: areaOf(id),
    tags: test.tags.map((tag) => tag.replace(/^@/, '')),
    verdict,
    durationMs: result.duration,
    reason: reason === null ? null : brief(redact(reason)),
    knownDeviation: [...new Set(describedAs(annotationTypes.knownDeviation, annotations))].join('; ') || null,
    exercises: describedAs(annotationTypes.exercises, annotations),
    controls: describedAs(annotationTypes.control, annotations).flatMap(
      (text) => readControl(redact(text)) ?? [],
    ),
    latencies: describedAs(annotationTypes.latency, annotations).flatMap((text) => readLatency(text) ?? []),
  };
}

/** A test's verdict. `test.fail()` would turn a failure green, so it counts as a failure. */
export function judgeTest(test: TestCase, result: TestResult): Judgement {
  if (test.expectedStatus === 'failed') {
    return {
      verdict: 'failed',
      reason: 'it is marked with test.fail(): state a known deviation or list a known issue instead',
    };
  }
  return verdictOf({
    status: result.status,
    errors: result.errors.map(textOf),
    aroundErrors: result.steps.filter(({ category }) => category === 'hook').flatMap(errorsOf),
    skipReason: skipReason(result),
  });
}

/** What Playwright shows of an error: its message, or the value thrown where it was no Error. */
export const textOf = ({ message, value }: TestError): string => message ?? value ?? 'an unknown error';

/** Playwright's log of a wait is in its own report; here it would bury the reason. */
const brief = (reason: string): string => reason.replace(/\n+Call log:[\s\S]*$/, '').slice(0, 4000);

const projectOf = (test: TestCase): string => test.parent.project()?.name ?? '';

const errorsOf = (step: TestStep): string[] => [
  ...(step.error ? [textOf(step.error)] : []),
  ...step.steps.flatMap(errorsOf),
];

function skipReason({ annotations }: TestResult): string | null {
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  return skip ? (skip.description ?? '') : null;
}
