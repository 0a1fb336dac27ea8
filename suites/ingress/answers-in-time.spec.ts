import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';

const requests = 9;
/** Milliseconds. On an idle machine it is under 10; this leaves room for one that is busy, and none for a sick one. */
const budget = 400;

test(
  `half of the requests through the ingress are answered within ${budget} ms`,
  { tag: ['@core'], annotation: exercisesWebRoute },
  async ({ web }, info) => {
    const times: number[] = [];
    for (let count = 0; count < requests; count += 1) {
      const { status, request, timings } = await web.request({ path: '/system' });
      expect(status, `status of ${request}`).toBe(200);
      times.push(timings.totalMs);
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(requests / 2)] ?? Number.NaN;
    info.annotations.push(latencyAnnotation('GET /system through the ingress, median', median));
    expect(
      Math.round(median),
      `median of ${requests} times for GET /system in ms (all: ${times.map(Math.round).join(', ')}). ` +
        "Next: look at the load of Orthanc's pods and of the database",
    ).toBeLessThan(budget);
  },
);
