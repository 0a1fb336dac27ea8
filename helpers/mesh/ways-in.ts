import { podId, type Exposure } from '../kube/exposures.ts';
import type { NamespacedName } from '../kube/secret.ts';
import type { Tenant } from '../model/approach.ts';
import type { Listener } from './listeners.ts';

/** All that leads from outside to a tenant's Orthanc or database, or might. */
export interface WaysIn {
  /** `namespace/name` of the pods that are to be reached by the gateway alone. */
  readonly guarded: readonly string[];
  /** `namespace/name` of the gateway's own pods. */
  readonly gateway: readonly string[];
  readonly exposures: readonly Exposure[];
  readonly listeners: readonly Listener[];
  /** Routes of other kinds that lead there: `Ingress orthweb/orthanc`. */
  readonly routes: readonly string[];
}

type Entries = Pick<Tenant, 'web' | 'dicom' | 'orthanc' | 'namespace'>;

/** True for a port that the approach itself opens: the gateway's Services, by the tenant's ports. */
export function isDeclaredExposure({ service, port }: Exposure, { web, dicom }: Entries): boolean {
  if (!service || port === undefined) return false;
  const is = (other: NamespacedName): boolean => podId(service) === podId(other);
  return (
    (is(web.service) && [web.port, web.httpPort].includes(port)) || (is(dicom.service) && port === dicom.port)
  );
}

/** True for a listener that the approach declares: the tenant's host to HTTP, its DICOM port to DICOM, on its own gateway. */
export function isDeclaredListener(
  { port, hosts, to, pods }: Listener,
  { web, dicom, orthanc, namespace }: Entries,
  gateway: readonly string[],
): boolean {
  const leadsTo = (wanted: number): boolean =>
    podId(to) === podId({ namespace, name: orthanc.service }) && (to.port ?? wanted) === wanted;
  const isWeb = port === web.port && hosts.every((host) => host === web.host) && leadsTo(orthanc.httpPort);
  // Most DICOM clients send no server name, so any host is as good.
  const isDicom = port === dicom.port && leadsTo(orthanc.dicomPort);
  return (isWeb || isDicom) && pods.every((pod) => gateway.includes(pod));
}

/** What leads to a tenant's workloads although the approach does not declare it, in words. */
export function undeclaredWays(
  { guarded, gateway, exposures, listeners, routes }: WaysIn,
  tenant: Entries,
): Readonly<Record<'services' | 'pods' | 'listeners', readonly string[]>> {
  const listened = ({ port, podPort }: Exposure): boolean =>
    listeners.some(
      (one) =>
        (podPort === undefined || [port, podPort].includes(one.port)) &&
        one.pods.some((pod) => gateway.includes(pod)),
    );
  const around = exposures
    .filter((one) => !isDeclaredExposure(one, tenant))
    .flatMap((one) => {
      const to = [...led(one, guarded), ...(listened(one) ? led(one, gateway) : [])];
      return to.length > 0
        ? [{ one, text: `${one.what} leads to ${to.join(', ')}, port ${one.podPort ?? 'any'}` }]
        : [];
    });
  return {
    services: around.filter(({ one }) => one.service).map(({ text }) => text),
    pods: around.filter(({ one }) => !one.service).map(({ text }) => text),
    listeners: [
      ...listeners.filter((one) => !isDeclaredListener(one, tenant, gateway)).map(describeListener),
      ...routes,
    ],
  };
}

function describeListener({ gateway, by, port, hosts, to, pods }: Listener): string {
  const how = by ? ` by ${by}` : ' by server name';
  const where = pods.length > 0 ? pods.join(', ') : 'no pod';
  return `${gateway}, port ${port} for ${hosts.join(', ')} on ${where}, leads${how} to ${podId(to)} port ${to.port ?? 'any'}`;
}

const led = ({ pods }: Exposure, to: readonly string[]): string[] => pods.filter((pod) => to.includes(pod));
