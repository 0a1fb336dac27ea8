import { seconds } from '../prometheus/duration.ts';

/** What the variables of an expression stand for. */
export interface Values {
  /** Of the dashboard's own variables, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** How often there is something new, as the data source's `timeInterval` says it: `5s`. */
  readonly interval: string;
}

/** What Grafana takes for granted where a data source does not say how often it scrapes. */
export const defaultInterval = '15s';

/** How far a dashboard looks back that asks for `$__range`: `15m` is what Grafana would open ours with. */
const range = '15m';

/** Grafana's own variables, for the finest resolution (grafana.com, "Global variables"; "Prometheus template variables"). */
const globals = ({ interval }: Values): Readonly<Record<string, string>> => {
  const every = seconds(interval);
  return {
    __interval: interval,
    __interval_ms: String(every * 1000),
    // The larger of four scrapes, and of one beside what a point stands for.
    __rate_interval: `${every * 4}s`,
    __range: range,
    __range_s: String(seconds(range)),
    __range_ms: String(seconds(range) * 1000),
  };
};

/** `$name`, `${name}` or `${name:format}`, and `[[name]]` of old. */
const reference = /\$\{(\w+)(?::\w+)?\}|\$([a-z_]\w*)|\[\[(\w+)(?::\w+)?\]\]/gi;

/** An expression with its variables filled in. @throws {Error} naming a variable that nothing is known of. */
export function fillIn(expression: string, values: Values): string {
  const known = { ...globals(values), ...values.variables };
  return expression.replaceAll(reference, (_, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((one) => one !== undefined) ?? '';
    const value = known[name];
    if (value === undefined)
      throw new Error(
        `Expected $${name} of \`${expression}\` to be one of ${Object.keys(known).join(', ')}; it is none`,
      );
    return value;
  });
}
