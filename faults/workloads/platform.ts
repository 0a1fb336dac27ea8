import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';
import type { ObjectRef } from '../../helpers/kube/objects.ts';

/** Nobody asks for a certificate of it: with or without it, all else goes on. */
const injector: ObjectRef = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'cert-manager',
  name: 'cert-manager-cainjector',
};
/** No port of its. */
const nowhere = { tcpSocket: { port: 1 }, periodSeconds: 2, failureThreshold: 1 };

interface Variant extends Pick<Fault, 'title' | 'expected'> {
  readonly variant: string;
  readonly probe: Readonly<Record<string, unknown>>;
}

const variants: readonly Variant[] = [
  {
    variant: 'not Ready',
    title: "cert-manager's CA injector is asked for its readiness on a port that is not there",
    expected: ['workloads/platform-is-well[ready]'],
    probe: { readinessProbe: nowhere },
  },
  {
    variant: 'restarted',
    title: "cert-manager's CA injector is restarted for want of a port that is not there",
    expected: ['workloads/platform-is-well[not restarted]'],
    probe: { livenessProbe: nowhere },
  },
];

export default defineFaults(
  variants.map(({ probe, ...fault }) => ({
    ...fault,
    requires: ['cert-manager', 'istio'],
    change: () => [changeContainers(injector, () => probe)],
    rollout: 'stuck',
  })),
);
