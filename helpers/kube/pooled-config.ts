import {
  KubeConfig,
  ServerConfiguration,
  createConfiguration,
  setHeaderMiddleware,
  type Configuration,
  type RequestContext,
} from '@kubernetes/client-node';
import { PatientHttpLibrary } from './patient-http.ts';

/**
 * A kubeconfig whose requests share connections (the library makes a connection pool for each request, and with it a
 * TLS handshake) and wait for an API server that has no room for them.
 */
export class PooledKubeConfig extends KubeConfig {
  #pool: ReturnType<RequestContext['getDispatcher']>;
  #context = '';

  override makeApiClient<Client>(client: new (configuration: Configuration) => Client): Client {
    const baseServer = new ServerConfiguration(this.getCurrentCluster()?.server ?? '', {});
    const httpApi = new PatientHttpLibrary();
    const middleware = [setHeaderMiddleware('User-Agent', 'korthweb-conformance')];
    return new client(
      createConfiguration({ baseServer, httpApi, middleware, authMethods: { default: this } }),
    );
  }

  override async applySecurityAuthentication(request: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(request);
    if (this.#context !== this.currentContext) this.#pool = undefined;
    this.#context = this.currentContext;
    this.#pool ??= request.getDispatcher();
    if (this.#pool !== undefined) request.setDispatcher(this.#pool);
  }
}
