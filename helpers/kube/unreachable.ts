import type { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { ConfigError, explain } from '../model/errors.ts';
import { codeOf, socketFailure } from '../net/socket-errors.ts';
import { ApiError, statusOf } from './api-error.ts';
import { kubeconfigFiles } from './kubeconfig.ts';

/** The API server took us for nobody: as good as HTTP 401. */
export function anonymous(): ApiError {
  return new ApiError(401, 'the API server takes these credentials for system:anonymous');
}

/** Why a cluster could not be reached, with where it was looked for and what to do next. */
export function unreachable(
  config: KubeConfig,
  kubeconfig: string | undefined,
  thrown: unknown,
): ConfigError {
  const context = config.getCurrentContext();
  const server = config.getCurrentCluster()?.server ?? 'no server';
  const { got, next } = diagnose(thrown, config);
  return new ConfigError(
    `Expected the API server of context \`${context}\` (${server}, from ${kubeconfigFiles(kubeconfig).join(', ')}) ` +
      `to answer; ${got}. Next: ${next}`,
    { cause: thrown },
  );
}

interface Diagnosis {
  readonly got: string;
  readonly next: string;
}

function diagnose(thrown: unknown, config: KubeConfig): Diagnosis {
  const user = config.getCurrentUser()?.name ?? 'none';
  const status = statusOf(thrown);
  if (status === 401) {
    return {
      got: `it does not accept the credentials of user \`${user}\` (HTTP 401)`,
      next: 'renew them, then: kubectl auth whoami',
    };
  }
  if (status === 403) {
    return {
      got: `it forbids user \`${user}\` even to ask (HTTP 403)`,
      next: 'have that user bound to a Role, or name another context with --context',
    };
  }
  if (status !== undefined) {
    return { got: `it answered ${explain(thrown)}`, next: 'check that this is a Kubernetes API server' };
  }
  if (thrown instanceof z.ZodError || thrown instanceof SyntaxError) {
    return { got: 'its answer is none of Kubernetes', next: 'check that this is a Kubernetes API server' };
  }
  return connection(thrown);
}

/** Undici wraps the socket's error: the outermost message is but "fetch failed". */
function connection(thrown: unknown): Diagnosis {
  const inner = innermost(thrown);
  const words = {
    refused: 'it refuses the connection',
    dns: 'its name does not resolve',
    timeout: 'it does not answer',
  };
  const failure = isTimeout(inner) ? 'timeout' : socketFailure(inner);
  const known =
    failure === 'refused' || failure === 'dns' || failure === 'timeout' ? words[failure] : undefined;
  const code = codeOf(inner) ?? '';
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    return {
      got: `its certificate is not trusted (${code})`,
      next: "check the context's certificate-authority-data",
    };
  }
  const got =
    known === undefined ? `the connection failed: ${explain(thrown)}` : `${known} (${explain(inner)})`;
  return { got, next: 'start it (npx korthweb up), or name another with --context' };
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'TimeoutError' || codeOf(error) === 'UND_ERR_CONNECT_TIMEOUT')
  );
}

function innermost(thrown: unknown): unknown {
  return thrown instanceof Error && thrown.cause !== undefined ? innermost(thrown.cause) : thrown;
}
