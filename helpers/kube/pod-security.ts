import type {
  V1Capabilities,
  V1Container,
  V1Pod,
  V1PodSpec,
  V1SecurityContext,
} from '@kubernetes/client-node';

/** Something in a pod that Pod Security's standard `restricted` does not allow. */
export interface Violation {
  /** `container orthanc`, `volume host`, or `pod`. */
  readonly where: string;
  readonly what: string;
}

/**
 * Everything in a pod that the standard `restricted` forbids, as of Kubernetes 1.30
 * (kubernetes.io/docs/concepts/security/pod-security-standards).
 */
export function violations({ spec }: V1Pod): readonly Violation[] {
  if (!spec) return [];
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const checked = [...containers, ...(spec.ephemeralContainers ?? [])];
  return [...ofPod(spec), ...ofVolumes(spec), ...checked.flatMap((one) => ofContainer(one, spec))];
}

function ofPod({ hostNetwork, hostPID, hostIPC, securityContext = {} }: V1PodSpec): Violation[] {
  const unsafe = (securityContext.sysctls ?? []).filter(({ name }) => !safeSysctls.has(name));
  return found('pod', [
    [hostNetwork === true, 'uses the network of the node (hostNetwork)'],
    [hostPID === true, 'sees the processes of the node (hostPID)'],
    [hostIPC === true, 'shares memory with the node (hostIPC)'],
    [unsafe.length > 0, `sets sysctls that are not safe: ${unsafe.map(({ name }) => name).join(', ')}`],
  ]);
}

const allowedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

function ofVolumes({ volumes = [] }: V1PodSpec): Violation[] {
  return volumes.flatMap(({ name, ...source }) =>
    Object.entries(source)
      .filter(([type, value]) => value !== undefined && !allowedVolumes.includes(type))
      .map(([type]) => ({ where: `volume ${name}`, what: `is of type ${type}` })),
  );
}

type Checked = Pick<V1Container, 'name' | 'ports' | 'securityContext'>;

function ofContainer({ name, ports = [], securityContext: own = {} }: Checked, spec: V1PodSpec): Violation[] {
  const pod = spec.securityContext ?? {};
  const user = own.runAsUser ?? pod.runAsUser;
  const seccomp = (own.seccompProfile ?? pod.seccompProfile)?.type;
  return found(`container ${name}`, [
    [own.privileged === true, 'is privileged'],
    [own.allowPrivilegeEscalation !== false, 'may gain privileges (allowPrivilegeEscalation is not false)'],
    [(own.runAsNonRoot ?? pod.runAsNonRoot) !== true, 'may run as root (runAsNonRoot is not true)'],
    [user === 0, 'runs as root (runAsUser is 0)'],
    [seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost', `has seccomp profile ${seccomp ?? 'none'}`],
    [ports.some(({ hostPort = 0 }) => hostPort !== 0), 'takes a port of the node (hostPort)'],
    [(own.procMount ?? 'Default') !== 'Default', `mounts /proc as ${own.procMount}`],
    ...ofCapabilities(own.capabilities),
    ...ofModules(own, pod),
  ]);
}

type Finding = readonly [isViolated: boolean, what: string];

function ofCapabilities({ add = [], drop = [] }: V1Capabilities = {}): Finding[] {
  const added = add.filter((capability) => capability !== 'NET_BIND_SERVICE');
  return [
    [!drop.includes('ALL'), 'keeps capabilities (does not drop ALL)'],
    [added.length > 0, `adds capabilities ${added.join(', ')}`],
  ];
}

type Modules = Pick<V1SecurityContext, 'seLinuxOptions' | 'appArmorProfile' | 'windowsOptions'>;

function ofModules(own: Modules, pod: Modules): Finding[] {
  const { user, role, type } = own.seLinuxOptions ?? pod.seLinuxOptions ?? {};
  const appArmor = (own.appArmorProfile ?? pod.appArmorProfile)?.type;
  const host = own.windowsOptions?.hostProcess ?? pod.windowsOptions?.hostProcess;
  return [
    [Boolean(user || role), 'sets an SELinux user or role'],
    [Boolean(type) && !selinuxTypes.has(type ?? ''), `sets SELinux type ${type}`],
    [appArmor === 'Unconfined', 'has no AppArmor profile (Unconfined)'],
    [host === true, 'is a host process of Windows'],
  ];
}

const selinuxTypes = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

const found = (where: string, findings: readonly Finding[]): Violation[] =>
  findings.flatMap(([isViolated, what]) => (isViolated ? [{ where, what }] : []));
