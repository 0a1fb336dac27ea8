import type { ImageDefinition } from './definition.ts';
import { standardPath } from './definition.ts';

// The official image's user; Debian's package would give it another number.
const passwd = `root:x:0:0:root:/root:/bin/bash
postgres:x:999:999:PostgreSQL:/var/lib/postgresql:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;
const group = `root:x:0:
postgres:x:999:
nogroup:x:65534:
`;

/** PostgreSQL with its contributed extensions. */
export default {
  name: 'postgres:17.11',
  debian: {
    packages: ['postgresql-17', 'bash'],
    // Just-in-time compilation is two thirds of the package, and no query here is long enough to gain from it.
    exclude: ['*/libLLVM*', '*/llvmjit.so', '*/bitcode/*'],
    prepare:
      'mkdir -p /etc/postgresql-common && echo create_main_cluster=false > /etc/postgresql-common/createcluster.conf',
  },
  layers: () =>
    Promise.resolve([
      [
        { to: '/etc/passwd', content: passwd, mode: 0o644 },
        { to: '/etc/group', content: group, mode: 0o644 },
        { to: '/var/lib/postgresql/data', folder: true as const, mode: 0o700, owner: 999 },
        { to: '/run/postgresql', folder: true as const, mode: 0o775, owner: 999 },
      ],
    ]),
  config: {
    User: '999:999',
    // Before the wrappers in Perl that Debian has for them: probes run every few seconds.
    Env: [`PATH=/usr/lib/postgresql/17/bin:${standardPath.slice(5)}`, 'LANG=C.UTF-8'],
    Cmd: ['postgres'],
  },
} satisfies ImageDefinition;
