import { Dashboard, panelsOf, type Panel } from '../grafana/dashboard.ts';
import { provisionedFiles } from '../grafana/provisioned.ts';
import type { WorkloadRef } from '../kube/rollout.ts';
import type { Grafana } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import { editFile } from './configuration.ts';
import type { Change, FaultContext } from './define.ts';

/** What runs Grafana, which reads what it is provisioned with when it starts. @throws {SetupError} where there is none. */
export function grafanaWorkload(context: FaultContext): WorkloadRef {
  const { namespace, deployment: name } = grafanaOf(context);
  return { kind: 'Deployment', namespace, name };
}

/** Changes a dashboard in the ConfigMap that provisions it. @throws {SetupError} when none does. */
async function changeDashboard(
  context: FaultContext,
  uid: string,
  edit: (dashboard: Dashboard) => Dashboard,
): Promise<Change> {
  const { namespace, labels } = grafanaOf(context);
  const files = await provisionedFiles(context.cluster, namespace, labels.dashboards);
  const found = files.find(({ text }) => Dashboard.parse(JSON.parse(text)).uid === uid);
  if (!found)
    throw new SetupError(
      `Expected a ConfigMap with ${labels.dashboards} of ${namespace} to have dashboard ${uid}`,
    );
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: found.configMap };
  return editFile(ref, found.file, (text) => JSON.stringify(edit(Dashboard.parse(JSON.parse(text)))));
}

/** Changes one panel of a dashboard. @throws {SetupError} when it has none of that title. */
export const changePanel = (
  context: FaultContext,
  uid: string,
  title: string,
  edit: (panel: Panel) => Panel,
): Promise<Change> =>
  changeDashboard(context, uid, (dashboard) => {
    const titles = panelsOf(dashboard).map((panel) => panel.title);
    if (!titles.includes(title))
      throw new SetupError(`Expected dashboard ${uid} to have a panel ${title}; it has ${titles.join(', ')}`);
    const panels = dashboard.panels.map((panel) => (panel.title === title ? edit(panel) : panel));
    return { ...dashboard, panels };
  });

/** Replaces a piece of the first query of a panel. @throws {SetupError} when it does not have it. */
export const changeQuery = (
  context: FaultContext,
  uid: string,
  title: string,
  [from, to]: readonly [from: string, to: string],
): Promise<Change> =>
  changePanel(context, uid, title, ({ targets: [first, ...others], ...panel }) => {
    if (!first?.expr?.includes(from))
      throw new SetupError(
        `Expected panel ${title} to ask for ${from}; it asks for ${first?.expr ?? 'nothing'}`,
      );
    return { ...panel, targets: [{ ...first, expr: first.expr.replace(from, to) }, ...others] };
  });

/** Changes fields of every variable of a dashboard. */
export const changeVariables = (
  context: FaultContext,
  uid: string,
  fields: Partial<Dashboard['templating']['list'][number]>,
): Promise<Change> =>
  changeDashboard(context, uid, ({ templating, ...dashboard }) => ({
    ...dashboard,
    templating: { ...templating, list: templating.list.map((variable) => ({ ...variable, ...fields })) },
  }));

function grafanaOf({ approach }: FaultContext): Grafana {
  const { grafana } = approach;
  if (!grafana) throw new SetupError(`Expected ${approach.name} to say what its Grafana is provisioned from`);
  return grafana;
}
