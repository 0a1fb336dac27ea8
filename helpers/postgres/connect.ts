import { Socket } from 'node:net';
import { Client, type QueryResultRow } from 'pg';
import { z } from 'zod';
import { explain, SetupError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { clientConfig, type LoginOptions } from './login.ts';

/** A session with PostgreSQL. */
export interface Postgres extends AsyncDisposable {
  /** Runs a statement; each row is parsed by the schema. */
  query<Row extends z.ZodType>(
    row: Row,
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<z.output<Row>[]>;
}

/**
 * Logs in, over TLS with the server's certificate verified unless `ca` is null.
 * @throws {SetupError} naming server, user, database and the reason; the password is in no message.
 */
export async function connectPostgres(options: LoginOptions): Promise<Postgres> {
  const socket = new Socket();
  const client = new Client({
    ...clientConfig(options),
    stream: () => socket,
    query_timeout: timeouts.request,
  });
  client.on('error', () => undefined); // A lost connection fails the next query, which says so.
  try {
    await client.connect();
  } catch (cause) {
    const where = `${options.servername} (database ${options.database}, user ${options.user})`;
    socket.destroy();
    throw new SetupError(`Expected to log in to PostgreSQL at ${where}, got ${explain(cause)}`, { cause });
  }
  return {
    query: async (row, sql, parameters = []) => {
      const { rows } = await client.query<QueryResultRow>(sql, [...parameters]);
      return z.array(row).parse(rows);
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}
