import { expect, test } from 'vitest';
import { withoutTenant } from './check-id.ts';

test.each([
  ['dimse/echo', 'dimse/echo', null],
  ['dimse/echo@bhs', 'dimse/echo', 'bhs'],
  ['dimse/echo[with SNI]@bhs', 'dimse/echo[with SNI]', 'bhs'],
  ['access/login[user@host]', 'access/login[user@host]', null],
])('%s is the check %s of tenant %s', (id, check, tenant) => {
  expect(withoutTenant(id)).toEqual({ check, tenant });
});
