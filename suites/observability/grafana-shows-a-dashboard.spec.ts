import { provisionedUnderTest } from '../../fixtures/dashboards.ts';
import { expect, test } from '../../fixtures/test.ts';
import { chosenLabels, panelsOf } from '../../helpers/grafana/dashboard.ts';

test.use({ requires: ['grafana', 'dashboards', 'prometheus', 'istio'] });
test.setTimeout(180_000);

/** Grafana's page is a large one, and it draws what it has been answered. */
const drawn = { timeout: 60_000 };

test(
  "Grafana shows the tenant's dashboard in Chromium: every panel, and none without data",
  { tag: ['@core'] },
  async ({ approach, cluster, openGrafana, perform, tenant }, info) => {
    const { dashboards } = await provisionedUnderTest(approach, cluster);
    const dashboard = dashboards.find((one) => chosenLabels(one).some(({ label }) => label === 'tenant'));
    expect(dashboard, 'a dashboard with a variable for the tenant').toBeDefined();
    if (!dashboard) return;
    for (const operation of ['STOW', 'QIDO', 'C-STORE'] as const) await perform(operation, 5);
    const page = await openGrafana();
    // What it looks like is evidence whether it is as it should be or not.
    await using evidence = new AsyncDisposableStack();
    evidence.defer(async () => {
      const body = await page.screenshot();
      await info.attach(`${dashboard.title} of ${tenant.name}`, { body, contentType: 'image/png' });
    });
    const response = await page.goto(
      `/d/${dashboard.uid}?var-tenant=${tenant.name}&from=now-5m&to=now&kiosk`,
    );
    expect(response?.status(), `the status of Grafana's page of ${dashboard.title}`).toBe(200);
    const panels = panelsOf(dashboard);
    for (const { title } of panels)
      await expect(page.getByText(title, { exact: true }).first(), `panel ${title}`).toBeVisible(drawn);
    // A graph without data has no canvas.
    const graphs = panels.filter(({ type }) => type === 'timeseries').length;
    await expect
      .poll(() => page.locator('canvas').count(), { message: `canvases of ${graphs} graphs`, ...drawn })
      .toBeGreaterThanOrEqual(graphs);
    await expect(page.getByText('No data', { exact: true }), 'panels without data').toHaveCount(0, drawn);
  },
);
