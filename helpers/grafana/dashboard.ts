import { z } from 'zod';

const DataSourceRef = z.union([z.string(), z.looseObject({ uid: z.string().optional() })]).nullish();

const Target = z.looseObject({
  refId: z.string(),
  expr: z.string().optional(),
  datasource: DataSourceRef,
});

const Panel = z.looseObject({
  type: z.string(),
  title: z.string().default(''),
  datasource: DataSourceRef,
  targets: z.array(Target).default([]),
  /** Of a row that is folded. */
  get panels() {
    return z.array(Panel).default([]);
  },
});
export type Panel = z.infer<typeof Panel>;

const Variable = z.looseObject({
  name: z.string(),
  type: z.string(),
  datasource: DataSourceRef,
  query: z.unknown(),
});

/** A dashboard's JSON, as far as its queries go (grafana.com, "JSON model"). */
export const Dashboard = z.looseObject({
  uid: z.string(),
  title: z.string(),
  tags: z.array(z.string()).default([]),
  templating: z.looseObject({ list: z.array(Variable).default([]) }).prefault({}),
  panels: z.array(Panel).min(1),
});
export type Dashboard = z.infer<typeof Dashboard>;

/** What a panel or a variable asks its data source for. */
export interface DashboardQuery {
  /** For messages: `Orthanc, panel Latency, query A`. */
  readonly what: string;
  /** PromQL, its variables not filled in. */
  readonly expression: string;
}

/** A dashboard with this tag shows a run's own results: nothing in the cluster need scrape them. */
export const ownResultsTag = 'own-results';

/** The panels of a dashboard, those of folded rows among them. */
export const panelsOf = ({ panels }: Pick<Dashboard, 'panels'>): readonly Panel[] =>
  panels.flatMap((panel) => [...(panel.type === 'row' ? [] : [panel]), ...panelsOf(panel)]);

/** The queries of a dashboard's panels. @throws {Error} naming the panel that has neither a query nor a text. */
export function panelQueries(dashboard: Dashboard): readonly DashboardQuery[] {
  return panelsOf(dashboard).flatMap(({ type, title, targets }) => {
    const panel = `${dashboard.title}, panel ${title}`;
    if (targets.length === 0 && type !== 'text') throw new Error(`${panel}: it has no query`);
    return targets.map(({ refId, expr }) => {
      if (!expr?.trim()) throw new Error(`${panel}, query ${refId}: it has no expression`);
      return { what: `${panel}, query ${refId}`, expression: expr };
    });
  });
}

/** What is chosen from by a variable that Prometheus is asked for: the values of a label. */
export interface ChosenLabel {
  readonly variable: string;
  readonly selector: string;
  readonly label: string;
}

/** The variables of a dashboard that are values of a label: `label_values(up{job="orthanc"}, tenant)`. */
export const chosenLabels = ({ templating }: Dashboard): readonly ChosenLabel[] =>
  templating.list.flatMap(({ name: variable, query }) => {
    const text =
      typeof query === 'string' ? query : z.looseObject({ query: z.string() }).safeParse(query).data?.query;
    const [, selector, label] = /^label_values\((.+),\s*(\w+)\)$/.exec(text ?? '') ?? [];
    return selector === undefined || label === undefined ? [] : [{ variable, selector, label }];
  });

/** What a panel, one of its queries or a variable names as its data source; undefined for the default one. */
export interface NamedDataSource {
  readonly what: string;
  readonly dataSource: string | undefined;
}

/** All places of a dashboard that name a data source, or leave it to the default. */
export function namedDataSources(dashboard: Dashboard): readonly NamedDataSource[] {
  const panels = panelsOf(dashboard).flatMap(({ type, title, datasource, targets }) => {
    const what = `${dashboard.title}, panel ${title}`;
    const own = type === 'text' ? [] : [{ what, dataSource: nameOf(datasource) }];
    const others = targets
      .filter((target) => target.datasource)
      .map((target) => ({ what: `${what}, query ${target.refId}`, dataSource: nameOf(target.datasource) }));
    return [...own, ...others];
  });
  const variables = dashboard.templating.list
    .filter(({ type }) => type === 'query')
    .map(({ name, datasource }) => ({
      what: `${dashboard.title}, variable ${name}`,
      dataSource: nameOf(datasource),
    }));
  return [...panels, ...variables];
}

const nameOf = (ref: z.infer<typeof DataSourceRef>): string | undefined =>
  typeof ref === 'string' ? ref : ref?.uid;
