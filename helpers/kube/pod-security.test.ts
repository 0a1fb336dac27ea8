import type { V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { violations } from './pod-security.ts';

const container = {
  name: 'main',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const good = {
  containers: [container],
  securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
};
const pod = (change: object = {}): V1Pod => ({ spec: { ...good, ...change } });
const withContext = (context: object): V1Pod =>
  pod({ containers: [{ ...container, securityContext: { ...container.securityContext, ...context } }] });

test('a restricted pod violates nothing', () => {
  expect(violations(pod())).toEqual([]);
});

test.each<[string, V1Pod, RegExp]>([
  ['host network', pod({ hostNetwork: true }), /hostNetwork/],
  ['host PID', pod({ hostPID: true }), /hostPID/],
  ['host IPC', pod({ hostIPC: true }), /hostIPC/],
  ['a host path', pod({ volumes: [{ name: 'host', hostPath: { path: '/' } }] }), /hostPath/],
  [
    'an unsafe sysctl',
    pod({ securityContext: { ...good.securityContext, sysctls: [{ name: 'kernel.x', value: '1' }] } }),
    /kernel\.x/,
  ],
  ['no seccomp profile', pod({ securityContext: { runAsNonRoot: true } }), /seccomp profile none/],
  ['perhaps root', pod({ securityContext: { seccompProfile: { type: 'Localhost' } } }), /runAsNonRoot/],
  ['root', withContext({ runAsUser: 0 }), /runAsUser is 0/],
  ['privileged', withContext({ privileged: true }), /privileged/],
  ['escalation', withContext({ allowPrivilegeEscalation: true }), /allowPrivilegeEscalation/],
  ['capabilities kept', withContext({ capabilities: {} }), /does not drop ALL/],
  [
    'capabilities added',
    withContext({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_BIND_SERVICE'] } }),
    /adds capabilities NET_ADMIN$/,
  ],
  [
    'a host port',
    pod({ containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 80 }] }] }),
    /hostPort/,
  ],
  ['unmasked proc', withContext({ procMount: 'Unmasked' }), /Unmasked/],
  ['SELinux', withContext({ seLinuxOptions: { type: 'spc_t' } }), /spc_t/],
  ['AppArmor', withContext({ appArmorProfile: { type: 'Unconfined' } }), /AppArmor/],
  ['an init container', pod({ initContainers: [{ name: 'init' }] }), /allowPrivilegeEscalation|ALL/],
])('%s is found', (_name, violating, what) => {
  const found = violations(violating);
  expect(found.length).toBeGreaterThan(0);
  for (const one of found) expect(one.what).toMatch(what);
});
