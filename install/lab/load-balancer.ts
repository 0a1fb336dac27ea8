import type { V1Service } from '@kubernetes/client-node';
import type { Cluster } from '../../helpers/kube/client.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import type { Engine } from './engine/docker.ts';
import { labCluster, listKindClusters, type LabCluster } from './kind.ts';
import { networkRange } from './network.ts';

const clusterPrefix = 'korthweb-';

/**
 * Gives every Service of type LoadBalancer an address of the lab's network: a second address of the node, written into
 * the Service's status. kube-proxy does the rest. Services that have a live address keep it.
 */
export async function balanceLoad(
  cluster: Cluster,
  lab: LabCluster,
  engine: Engine,
): Promise<Record<string, string>> {
  const { items } = await cluster.core.listServiceForAllNamespaces();
  const services = items.filter((service) => service.spec?.type === 'LoadBalancer');
  const held = await addressesOf(engine, lab.node);
  const addresses: Record<string, string> = {};
  for (const service of services) {
    const current = service.status?.loadBalancer?.ingress?.[0]?.ip;
    const address =
      current && held.includes(current) ? current : await takeAddress(engine, lab.node, current);
    if (address !== current) await writeStatus(cluster, service, address);
    addresses[`${service.metadata?.namespace}/${service.metadata?.name}`] = address;
  }
  return addresses;
}

/** Services of type LoadBalancer without an address that their node has. */
export async function unaddressedServices(
  cluster: Cluster,
  lab: LabCluster,
  engine: Engine,
): Promise<string[]> {
  const { items } = await cluster.core.listServiceForAllNamespaces();
  const held = await addressesOf(engine, lab.node);
  return items
    .filter(
      ({ spec, status }) =>
        spec?.type === 'LoadBalancer' && !held.includes(status?.loadBalancer?.ingress?.[0]?.ip ?? ''),
    )
    .map(({ metadata }) => `Service ${metadata?.namespace}/${metadata?.name}`);
}

/** Waits until the Service exists, then gives it its address. */
export async function balanceService(
  cluster: Cluster,
  lab: LabCluster,
  engine: Engine,
  { namespace, name }: { namespace: string; name: string },
): Promise<string> {
  await eventually(async () => await cluster.core.readNamespacedService({ namespace, name }), {
    what: `Service ${namespace}/${name} to exist`,
    timeout: 'loadBalancer',
  });
  const addresses = await balanceLoad(cluster, lab, engine);
  const address = addresses[`${namespace}/${name}`];
  if (!address)
    throw new SetupError(`Expected Service ${namespace}/${name} to be of type LoadBalancer, it is not`);
  return address;
}

async function writeStatus(cluster: Cluster, service: V1Service, ip: string): Promise<void> {
  const { namespace = '', name = '' } = service.metadata ?? {};
  await cluster.core.patchNamespacedServiceStatus({
    namespace,
    name,
    body: [{ op: 'add', path: '/status/loadBalancer', value: { ingress: [{ ip, ipMode: 'VIP' }] } }],
  });
}

/** Adds a free address of the network's upper end to the node; `wanted` first, when nobody has it. */
async function takeAddress(engine: Engine, node: string, wanted: string | undefined): Promise<string> {
  const [first = '', second = ''] = (await networkRange(engine)).split('.');
  const taken = await takenAddresses(engine);
  const candidates = Array.from({ length: 250 }, (_, index) => `${first}.${second}.255.${index + 1}`);
  const free = [...(wanted ? [wanted] : []), ...candidates].find((address) => !taken.has(address));
  if (!free)
    throw new SetupError(
      `Expected a free address in ${first}.${second}.255.0/24 of the lab's network, all are taken`,
    );
  await engine.docker(['exec', node, 'ip', 'address', 'add', `${free}/32`, 'dev', 'eth0']);
  await announceAddresses(engine, node);
  return free;
}

/**
 * Has the node tell its network whose its addresses are now. Who remembers an earlier owner would ask that one for ten
 * seconds; the kernel announces addresses when a link's hardware address is set, be it to what it was.
 */
async function announceAddresses(engine: Engine, node: string): Promise<void> {
  const announce =
    'echo 1 >/proc/sys/net/ipv4/conf/eth0/arp_notify && ' +
    'ip link set dev eth0 address "$(cat /sys/class/net/eth0/address)"';
  await engine.docker(['exec', node, 'sh', '-c', announce]);
}

async function takenAddresses(engine: Engine): Promise<Set<string>> {
  const clusters = (await listKindClusters(engine)).filter((name) => name.startsWith(clusterPrefix));
  const nodes = clusters.map((name) => labCluster(name.slice(clusterPrefix.length)).node);
  const lists = await Promise.all(nodes.map((node) => addressesOf(engine, node).catch(() => [])));
  return new Set(lists.flat());
}

async function addressesOf(engine: Engine, node: string): Promise<string[]> {
  const { stdout } = await engine.docker([
    'exec',
    node,
    'ip',
    '-4',
    '-oneline',
    'address',
    'show',
    'dev',
    'eth0',
  ]);
  return [...stdout.matchAll(/inet (\d+\.\d+\.\d+\.\d+)/g)].flatMap(([, address]) =>
    address ? [address] : [],
  );
}
