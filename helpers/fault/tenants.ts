import type { Tenant } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';
import { authorizationPolicy, editRules } from './mesh.ts';

/** Another tenant than the one that the fault hits. */
export function neighbourOf({ approach, tenant }: FaultContext): Tenant {
  const other = approach.tenants.find(({ name }) => name !== tenant.name);
  if (other) return other;
  throw new SetupError(`Expected ${approach.name} to have a tenant beside ${tenant.name}, it has none`);
}

/** Has a policy of the tenant admit, beside each account of its own namespace, the neighbour's of the same name. */
export function neighbourAdmitted(context: FaultContext, guarded: 'orthanc' | 'database'): Change {
  const [own, other] = [context.tenant.namespace, neighbourOf(context).namespace];
  const both = (rules: string): string =>
    rules.replaceAll(
      new RegExp(`"([^"]*/ns/)${own}(/sa/[^"]*)"`, 'g'),
      (principal: string, before: string, after: string) => `${principal},"${before}${other}${after}"`,
    );
  return { patch: authorizationPolicy(context, guarded), with: editRules(both) };
}
