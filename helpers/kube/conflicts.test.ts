import { expect, test, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { despiteConflicts } from './conflicts.ts';

const conflict = new ApiError(409, 'the object has been modified');

test('what somebody else wrote in between is read and written anew', async () => {
  const write = vi
    .fn(async () => 'written')
    .mockRejectedValueOnce(conflict)
    .mockRejectedValueOnce(conflict);
  await expect(despiteConflicts(write)).resolves.toBe('written');
  expect(write).toHaveBeenCalledTimes(3);
});

test('five conflicts are enough, and another refusal is not tried again', async () => {
  const always = vi.fn(async () => Promise.reject(conflict));
  await expect(despiteConflicts(always)).rejects.toThrow('the object has been modified');
  expect(always).toHaveBeenCalledTimes(5);
  const forbidden = vi.fn(async () => Promise.reject(new ApiError(403, 'forbidden')));
  await expect(despiteConflicts(forbidden)).rejects.toThrow('forbidden');
  expect(forbidden).toHaveBeenCalledTimes(1);
});
