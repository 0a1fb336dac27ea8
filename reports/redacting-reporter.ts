import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';
import { redact, redactDeep } from '../helpers/model/redact.ts';

/** Comes first in the list: what it removes here, no reporter after it (HTML, blob, JUnit) ever sees. */
export default class RedactingReporter implements Reporter {
  onStepBegin(_test: TestCase, _result: TestResult, step: TestStep): void {
    step.title = redact(step.title);
  }

  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    redactStep(step);
  }

  onTestEnd(_test: TestCase, result: TestResult): void {
    for (const part of [result.errors, result.error, result.annotations]) redactDeep(part);
    for (const step of result.steps) redactStep(step);
    result.stdout = result.stdout.map(redactChunk);
    result.stderr = result.stderr.map(redactChunk);
    for (const attachment of result.attachments) redactAttachment(attachment);
  }

  onError(error: TestError): void {
    redactDeep(error);
  }

  printsToStdio(): boolean {
    return false;
  }
}

function redactStep(step: TestStep): void {
  redactDeep(step.error);
  step.title = redact(step.title);
  for (const inner of step.steps) redactStep(inner);
}

function redactAttachment(attachment: TestResult['attachments'][number]): void {
  const { body, path, contentType } = attachment;
  if (!isText(contentType)) return;
  if (body) attachment.body = Buffer.from(redact(body.toString('utf8')));
  // Reporters after this one copy the file.
  if (path && existsSync(path)) writeFileSync(path, redact(readFileSync(path, 'utf8')));
}

const redactChunk = (chunk: string | Buffer): string => redact(chunk.toString());

const isText = (contentType: string): boolean => /^text\/|json|xml|yaml/.test(contentType);
