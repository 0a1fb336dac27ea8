import { z } from 'zod';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';

/** The Deployment of the tenant's Traefik, which is named as its Service is. */
export const traefikDeployment = ({ tenant: { web } }: FaultContext): ObjectRef => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: web.service.namespace,
  name: web.service.name,
});

const Deployment = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(z.looseObject({ args: z.array(z.string()).optional() })).min(1),
      }),
    }),
  }),
});

/**
 * Gives arguments of Traefik (`--entrypoints.websecure.…readtimeout`) other values.
 * @throws {SetupError} when Traefik runs without the argument.
 */
export function changeTraefikArguments(
  context: FaultContext,
  values: Readonly<Record<string, string>>,
): Change {
  return editArguments(context, (args) => Object.entries(values).reduce(withValue, args));
}

/** Has Traefik run with further arguments. */
export function addTraefikArguments(context: FaultContext, ...more: readonly string[]): Change {
  return editArguments(context, (args) => [...args, ...more]);
}

function editArguments(context: FaultContext, edit: (args: string[]) => string[]): Change {
  return {
    patch: traefikDeployment(context),
    with: (object) => {
      const { spec, ...rest } = Deployment.parse(object);
      const [container, ...others] = spec.template.spec.containers;
      const args = edit(container?.args ?? []);
      const podSpec = { ...spec.template.spec, containers: [{ ...container, args }, ...others] };
      return KubeObject.parse({ ...rest, spec: { ...spec, template: { ...spec.template, spec: podSpec } } });
    },
  };
}

function withValue(args: readonly string[], [name, value]: readonly [string, string]): string[] {
  if (!args.some((arg) => arg.startsWith(`${name}=`)))
    throw new SetupError(`Expected Traefik to run with ${name}; it has ${args.join(' ')}`);
  return args.map((arg) => (arg.startsWith(`${name}=`) ? `${name}=${value}` : arg));
}
