import type { Step } from './step.ts';

/** The given steps and all that they need, each once, what is needed first. */
export function closure(targets: readonly Step[]): Step[] {
  const found = new Set<Step>();
  const visit = (each: Step): void => {
    if (found.has(each)) return;
    for (const need of each.needs) visit(need);
    found.add(each);
  };
  for (const target of targets) visit(target);
  return [...found];
}
