import type { Tenant } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import type { FaultContext } from './define.ts';

/** Another tenant than the one that the fault hits. */
export function neighbourOf({ approach, tenant }: FaultContext): Tenant {
  const other = approach.tenants.find(({ name }) => name !== tenant.name);
  if (other) return other;
  throw new SetupError(`Expected ${approach.name} to have a tenant beside ${tenant.name}, it has none`);
}
