import { rm } from 'node:fs/promises';
import { findEngine } from './engine/engine.ts';
import { stopPrivateEngine } from './engine/private-engine.ts';
import { deleteKindCluster, labCluster, listKindClusters } from './kind.ts';
import { removeFromUserKubeconfig } from './kubeconfig.ts';
import { lockLab } from './lock.ts';
import { networkName } from './network.ts';
import { cacheRoot } from './paths.ts';

const prefix = 'korthweb-';

/** Removes one cluster of the lab; resolves to what was removed. */
export async function down(name: string, print: (line: string) => void): Promise<string[]> {
  await using _lock = await lockLab(print);
  return await removeCluster(name);
}

/** Removes everything the lab ever made: clusters, registry, network, images, engine, caches. */
export async function downAll(print: (line: string) => void): Promise<string[]> {
  const removed: string[] = [];
  {
    await using _lock = await lockLab(print);
    const engine = await findEngine();
    if (engine) {
      const names = (await listKindClusters(engine)).filter((name) => name.startsWith(prefix));
      for (const name of names) removed.push(...(await removeCluster(name.slice(prefix.length))));
      await engine.docker(['rm', '--force', '--volumes', 'korthweb-registry']);
      await engine.docker(['network', 'rm', networkName]).catch(() => undefined);
      if (engine.kind === 'user') await removeBuiltImages(engine);
    }
    await stopPrivateEngine();
  }
  await rm(cacheRoot, { recursive: true, force: true });
  return [...removed, cacheRoot];
}

async function removeCluster(name: string): Promise<string[]> {
  const lab = labCluster(name);
  const engine = await findEngine();
  const there = engine ? (await listKindClusters(engine)).includes(lab.kindName) : false;
  if (engine && there) await deleteKindCluster(engine, lab);
  await removeFromUserKubeconfig(lab.context);
  await rm(lab.folder, { recursive: true, force: true });
  return there ? [lab.kindName] : [];
}

async function removeBuiltImages(engine: NonNullable<Awaited<ReturnType<typeof findEngine>>>): Promise<void> {
  const { stdout } = await engine.docker(['image', 'ls', '--quiet', 'korthweb/*']);
  const ids = [...new Set(stdout.split('\n').filter(Boolean))];
  if (ids.length > 0) await engine.docker(['image', 'rm', '--force', ...ids]);
}
