import { expect, test } from 'vitest';
import { closure } from './closure.ts';
import { runSteps } from './run-steps.ts';
import { step } from './step.ts';

test('a step starts when all that it needs is there', async () => {
  const order: string[] = [];
  const note = (title: string) => () => Promise.resolve(void order.push(title));
  const one = step({ title: 'one', run: note('one') });
  const two = step({ title: 'two', needs: [one], run: note('two') });
  const three = step({ title: 'three', needs: [one, two], run: note('three') });
  await runSteps(closure([three]));
  expect(order).toEqual(['one', 'two', 'three']);
});

test('what nobody needs is not run', () => {
  const one = step({ title: 'one', run: () => Promise.resolve() });
  const two = step({ title: 'two', needs: [one], run: () => Promise.resolve() });
  expect(closure([one])).toEqual([one]);
  expect(closure([two, one])).toEqual([one, two]);
});

test('when a step fails, its dependents do not start, the others end, and its error is thrown', async () => {
  const done: string[] = [];
  const broken = step({ title: 'broken', run: () => Promise.reject(new Error('no space left')) });
  const dependent = step({
    title: 'dependent',
    needs: [broken],
    run: () => Promise.resolve(done.push('dependent')),
  });
  const other = step({ title: 'other', run: () => Promise.resolve(done.push('other')) });
  await expect(runSteps([broken, dependent, other])).rejects.toThrow('no space left');
  expect(done).toEqual(['other']);
});
