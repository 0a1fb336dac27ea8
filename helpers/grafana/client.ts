import { z } from 'zod';
import type { HttpClient } from '../http/client.ts';
import { expectStatus, json } from '../http/response.ts';
import { prometheusClient, type Prometheus } from '../prometheus/client.ts';

const Health = z.looseObject({ database: z.string(), version: z.string() });
const DataSourceHealth = z.looseObject({ status: z.string(), message: z.string().default('') });
const Found = z.array(z.looseObject({ uid: z.string() }));

/** Grafana's HTTP API. @throws {Error} when it answers with anything but what its documentation says. */
export interface Grafana {
  /** Whether it is well itself: `database` is `ok`. */
  health(): Promise<z.infer<typeof Health>>;
  /** Whether a data source answers it: `status` is `OK`. */
  dataSourceHealth(uid: string): Promise<z.infer<typeof DataSourceHealth>>;
  /** The uids of all dashboards that it has. */
  dashboards(): Promise<readonly string[]>;
  /** A data source's own API, asked through Grafana. */
  throughProxy(uid: string): Prometheus;
}

/** A client of Grafana's HTTP API, as whoever `http` signs in. */
export function grafanaClient(http: HttpClient): Grafana {
  const get = async <Data extends z.ZodType>(path: string, schema: Data): Promise<z.output<Data>> =>
    json(expectStatus(await http.request({ path }), 200), schema);
  return {
    health: () => get('/api/health', Health),
    dataSourceHealth: async (uid) =>
      // What is wrong with it is told with HTTP 400.
      json(
        expectStatus(await http.request({ path: `/api/datasources/uid/${uid}/health` }), 200, 400),
        DataSourceHealth,
      ),
    dashboards: async () => (await get('/api/search?type=dash-db&limit=1000', Found)).map(({ uid }) => uid),
    throughProxy: (uid) =>
      prometheusClient({
        ...http,
        request: (request) =>
          http.request({ ...request, path: `/api/datasources/proxy/uid/${uid}${request.path}` }),
      }),
  };
}
