import { InvalidArgumentError } from 'commander';

/** The value of `--tenants`. */
export function tenantCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 32) return count;
  throw new InvalidArgumentError('Expected a number from 1 to 32.');
}
