import { z } from 'zod';
import { expect, test } from '../../fixtures/test.ts';
import { expectStatus, json } from '../../helpers/http/response.ts';

const Limits = z.object({
  MaximumPatientCount: z.int(),
  MaximumStorageSize: z.int(),
  OverwriteInstances: z.boolean(),
});

test(
  'no replica throws old patients away to make room, or overwrites what it has',
  { tag: ['@core'] },
  async ({ openReplicas }) => {
    for (const { name, http } of await openReplicas()) {
      const limits = json(expectStatus(await http.request({ path: '/system' }), 200), Limits);
      expect(limits, `the limits of ${name}, by its /system (0 is none)`).toEqual({
        MaximumPatientCount: 0,
        MaximumStorageSize: 0,
        OverwriteInstances: false,
      });
    }
  },
);
