import { statusOf } from './api-error.ts';

/** Whether the API server refused with one of these HTTP statuses. */
export function hasStatus(thrown: unknown, ...statuses: readonly number[]): boolean {
  const status = statusOf(thrown);
  return status !== undefined && statuses.includes(status);
}
