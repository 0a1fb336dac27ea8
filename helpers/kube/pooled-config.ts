import { KubeConfig, type RequestContext } from '@kubernetes/client-node';

/**
 * A kubeconfig whose requests share connections: the library makes a connection pool for each request, and with it a
 * TLS handshake.
 */
export class PooledKubeConfig extends KubeConfig {
  #pool: ReturnType<RequestContext['getDispatcher']>;
  #context = '';

  override async applySecurityAuthentication(request: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(request);
    if (this.#context !== this.currentContext) this.#pool = undefined;
    this.#context = this.currentContext;
    this.#pool ??= request.getDispatcher();
    if (this.#pool !== undefined) request.setDispatcher(this.#pool);
  }
}
