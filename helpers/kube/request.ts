import { RequestContext, type HttpMethod, type KubeConfig } from '@kubernetes/client-node';
import { ApiError, wordsOf } from './api-error.ts';
import { PatientHttpLibrary } from './patient-http.ts';

export interface ApiRequest {
  readonly method: HttpMethod;
  /** Path on the API server: `/api/v1/namespaces`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Of the body (default `application/json`). */
  readonly contentType?: string;
  /** What to accept (default `application/json`). */
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

const http = new PatientHttpLibrary();

/**
 * Asks the API server and resolves to the JSON of its answer, as it is: the generated client drops the fields that its
 * models do not know, which a restored object would then lack.
 * @throws {ApiError} for any status that is no success; otherwise the connection's error.
 */
export async function request(config: KubeConfig, asked: ApiRequest): Promise<unknown> {
  const response = await http.send(await contextOf(config, asked)).toPromise();
  const text = await response.body.text();
  if (response.httpStatusCode >= 200 && response.httpStatusCode < 300)
    return text === '' ? null : JSON.parse(text);
  const code = response.httpStatusCode;
  throw new ApiError(code, `${asked.method} ${asked.path}: HTTP ${code}: ${wordsOf(text)}`);
}

async function contextOf(
  config: KubeConfig,
  { method, path, query = {}, ...rest }: ApiRequest,
): Promise<RequestContext> {
  const server = config.getCurrentCluster()?.server ?? '';
  const context = new RequestContext(`${server.replace(/\/$/, '')}${path}`, method);
  for (const [name, value] of Object.entries(query)) context.setQueryParam(name, value);
  context.setHeaderParam('Accept', rest.accept ?? 'application/json');
  if (rest.body !== undefined) {
    context.setHeaderParam('Content-Type', rest.contentType ?? 'application/json');
    context.setBody(JSON.stringify(rest.body));
  }
  if (rest.signal !== undefined) context.setSignal(rest.signal);
  await config.applySecurityAuthentication(context);
  return context;
}
