import { styleText } from 'node:util';
import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { redact } from '../helpers/model/redact.ts';
import type { CheckResult } from '../helpers/model/results.ts';
import { checkResult, textOf } from './check-result.ts';
import { verdictLine } from './verdict-line.ts';

/** One line a check as it ends; in a terminal also a last line with what is running. */
export default class TerminalReporter implements Reporter {
  readonly #stream = process.env['KORTHWEB_PROGRESS'] === 'stderr' ? process.stderr : process.stdout;
  readonly #running = new Set<TestCase>();
  #root = '';
  #total = 0;
  #ended = 0;

  onBegin(config: FullConfig, suite: Suite): void {
    this.#root = suite.suites[0]?.project()?.testDir ?? config.rootDir;
    this.#total = suite.allTests().length;
  }

  onTestBegin(test: TestCase): void {
    this.#running.add(test);
    this.#showRunning();
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#running.delete(test);
    this.#ended += 1;
    this.#print(checkResult(this.#root, test, result));
    this.#showRunning();
  }

  onError(error: TestError): void {
    this.#clear();
    this.#stream.write(`${styleText('red', redact(textOf(error)), { stream: this.#stream })}\n`);
  }

  onEnd(): void {
    this.#clear();
  }

  printsToStdio(): boolean {
    return true;
  }

  #print(check: CheckResult): void {
    this.#clear();
    this.#stream.write(`${verdictLine(check, this.#stream)}\n`);
  }

  #showRunning(): void {
    if (!this.#stream.isTTY) return;
    this.#clear();
    const titles = [...this.#running].map(({ title }) => title).join(' · ');
    this.#stream.write(
      `[${this.#ended}/${this.#total}] ${titles}`.slice(0, (this.#stream.columns || 80) - 1),
    );
  }

  #clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[K');
  }
}
