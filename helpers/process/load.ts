import { availableParallelism, loadavg } from 'node:os';

/** From so many waiting for each processor on, a time that is measured here says little of who was asked. */
const saturated = 4;

/** Why times that are measured on this machine mean little now; undefined where they mean something. */
export function whySaturated(
  [lastMinute = 0] = loadavg(),
  processors = availableParallelism(),
): string | undefined {
  if (lastMinute / processors <= saturated) return undefined;
  return `this machine is saturated: a load of ${lastMinute.toFixed(1)} on ${processors} processors`;
}
