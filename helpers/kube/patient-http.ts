import { setTimeout as delay } from 'node:timers/promises';
import {
  IsomorphicFetchHttpLibrary,
  Observable,
  type HttpLibrary,
  type RequestContext,
  type ResponseContext,
} from '@kubernetes/client-node';

/** How often one request is sent at the most. */
const attempts = 6;

/**
 * Sends again what the API server turns away unread for want of room (HTTP 429 with `Retry-After`, of its priority and
 * fairness), after the time that it asks for, as kubectl does. The last refusal is the answer.
 */
export class PatientHttpLibrary implements HttpLibrary {
  readonly #http = new IsomorphicFetchHttpLibrary();

  send(request: RequestContext): Observable<ResponseContext> {
    return new Observable(this.#answer(request));
  }

  async #answer(request: RequestContext): Promise<ResponseContext> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.#http.send(request).toPromise();
      const seconds = Number(response.headers['retry-after']);
      if (attempt === attempts || response.httpStatusCode !== 429 || !(seconds >= 0)) return response;
      await response.body.text(); // So that its connection is free again.
      const signal = request.getSignal();
      await delay(seconds * 1000, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}
