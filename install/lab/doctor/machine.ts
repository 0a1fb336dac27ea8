import { existsSync } from 'node:fs';
import { mkdir, readFile, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { cacheRoot } from '../paths.ts';
import { finding, type Finding } from './finding.ts';

const gibibyte = 2 ** 30;
const neededDisk = 25;
const neededMemory = 4;

/** Cores, memory, disk, cgroup version, capabilities, user. */
export async function machineFindings(): Promise<Finding[]> {
  const memory = totalmem() / gibibyte;
  const disk = await freeDisk();
  return [
    finding(
      'processor cores',
      availableParallelism() >= 2,
      String(availableParallelism()),
      'Two cores are the least that was tried.',
      'warning',
    ),
    finding(
      'memory',
      memory >= neededMemory,
      `${memory.toFixed(1)} GiB`,
      `A cluster takes up to ${neededMemory} GiB.`,
      'warning',
    ),
    finding(
      'free disk',
      disk >= neededDisk,
      `${disk.toFixed(0)} GiB at ${cacheRoot}`,
      `Building from source takes up to ${neededDisk} GiB; set KORTHWEB_CACHE to a larger disk, or \`korthweb down --all\`.`,
      'warning',
    ),
    {
      what: 'cgroup',
      state: 'ok',
      found: existsSync('/sys/fs/cgroup/cgroup.controllers') ? 'version 2' : 'version 1',
    },
    await capabilities(),
    finding(
      'user',
      process.getuid?.() === 0,
      process.getuid?.() === 0 ? 'root' : 'not root',
      'Without root, images come from registries and from the Docker engine that is here.',
      'warning',
    ),
  ];
}

/** Free bytes where the cache is, in GiB. */
export async function freeDisk(): Promise<number> {
  await mkdir(cacheRoot, { recursive: true });
  const { bavail, bsize } = await statfs(cacheRoot);
  return (bavail * bsize) / gibibyte;
}

// Bits of linux/capability.h that a privileged container asks for and hosts sometimes lack.
const wanted = { CAP_NET_ADMIN: 12, CAP_SYS_ADMIN: 21, CAP_SYS_RESOURCE: 24, CAP_MKNOD: 27 };

async function capabilities(): Promise<Finding> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const bounding = BigInt(`0x${/CapBnd:\s*(\S+)/.exec(status)?.[1] ?? '0'}`);
  const lacking = Object.entries(wanted)
    .filter(([, bit]) => !(bounding & (1n << BigInt(bit))))
    .map(([name]) => name);
  const found = lacking.length > 0 ? `without ${lacking.join(', ')}` : 'all that a node needs';
  const bearable = lacking.every((name) => name === 'CAP_SYS_RESOURCE');
  return bearable
    ? {
        what: 'capabilities',
        state: 'ok',
        found: lacking.length > 0 ? `${found}: the private engine does without` : found,
      }
    : {
        what: 'capabilities',
        state: 'missing',
        found,
        next: 'Run on a machine or in a container with these capabilities.',
      };
}
