import {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubernetesObjectApi,
  type KubeConfig,
} from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import type { Cluster } from './client.ts';
import { exec, execChecked } from './exec.ts';
import { testApiServer, refusal } from './test-api-server.ts';
import { testExecServer } from './test-exec-server.ts';
import { loadKubeconfig } from './kubeconfig.ts';

const pod = { namespace: 'orthweb', name: 'orthanc-0', container: 'orthanc' };

function clusterOf(config: KubeConfig): Cluster {
  return {
    context: 'test',
    config,
    version: 'v1.37.2',
    user: 'me',
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    batch: config.makeApiClient(BatchV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    objects: KubernetesObjectApi.makeApiClient(config),
  };
}

const success = JSON.stringify({ status: 'Success' });
const exit = (code: number): string =>
  JSON.stringify({
    status: 'Failure',
    reason: 'NonZeroExitCode',
    message: 'command terminated with non-zero exit code',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  });

test('keeps both outputs and the exit code', async () => {
  await using server = await testExecServer((session) => {
    session.send(1, 'out');
    session.send(2, 'err');
    session.send(3, exit(7));
    session.close();
  });
  expect(await exec(clusterOf(server.config), pod, ['false'])).toEqual({
    stdout: 'out',
    stderr: 'err',
    exitCode: 7,
  });
});

test('passes stdin on and closes it by itself', async () => {
  await using server = await testExecServer((session) => {
    let input = '';
    session.onMessage((channel, data) => {
      if (channel === 0) input += data;
      // Channel 255 closes the one it names: stdin is 0.
      if (channel !== 255 || data !== '\0') return;
      session.send(1, `got ${input}`);
      session.send(3, success);
      session.close();
    });
  });
  expect(await execChecked(clusterOf(server.config), pod, ['cat'], { stdin: 'hello' })).toBe('got hello');
});

test('a connection that is lost has no exit code, and is no success', async () => {
  await using server = await testExecServer((session) => {
    session.send(1, 'half an ans');
    session.drop();
  });
  await expect(exec(clusterOf(server.config), pod, ['pg_dump'])).rejects.toThrow(
    /`pg_dump` in pod orthweb\/orthanc-0 has no exit code: the connection to the pod was closed/,
  );
});

test('a command that cannot be started says why', async () => {
  const message = 'exec: "nosuch": executable file not found in $PATH';
  await using server = await testExecServer((session) => {
    session.send(3, JSON.stringify({ status: 'Failure', message }));
    session.close();
  });
  await expect(exec(clusterOf(server.config), pod, ['nosuch'])).rejects.toThrow(/executable file not found/);
});

test('a command that must succeed and does not shows its stderr, and none of its arguments', async () => {
  await using server = await testExecServer((session) => {
    session.send(2, 'permission denied');
    session.send(3, exit(1));
    session.close();
  });
  const failed = execChecked(clusterOf(server.config), pod, ['psql', '--password=hunter22']);
  await expect(failed).rejects.toThrow(
    /`psql` in pod .* exit code 1, expected 0; stderr:\npermission denied/,
  );
});

test('a refusal by the API server names the pod', async () => {
  await using server = await testApiServer(refusal(403, 'no'));
  const cluster = clusterOf(loadKubeconfig('test', server.kubeconfig));
  await expect(exec(cluster, pod, ['true'])).rejects.toThrow(
    /Expected to run `true` in pod orthweb\/orthanc-0, container orthanc: .*403/,
  );
});
