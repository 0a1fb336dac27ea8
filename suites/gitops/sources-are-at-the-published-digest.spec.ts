import { fluxUnderTest } from '../../fixtures/flux.ts';
import { expect, test } from '../../fixtures/test.ts';
import { listSources, whyNotReady } from '../../helpers/flux/objects.ts';

test.use({ requires: ['flux'] });

test(
  'the source is Ready at the very digest that was published, by the tag that it was published under',
  { tag: ['@smoke', '@core', '@cluster'] },
  async ({ approach, cluster }) => {
    const { source, published } = await fluxUnderTest(approach, cluster);
    const found = (await listSources(cluster)).find(
      ({ metadata }) => metadata.namespace === source.namespace && metadata.name === source.name,
    );
    expect(found, `OCIRepository ${source.namespace}/${source.name}`).toBeDefined();
    if (!found) return;
    expect(whyNotReady(found) ?? 'Ready', `OCIRepository ${source.namespace}/${source.name}`).toBe('Ready');
    const { spec, status } = found;
    expect(
      {
        repository: spec.url.endsWith(`/${published.repository.name}`),
        tag: spec.ref?.tag,
        revision: status.artifact?.revision,
      },
      `what OCIRepository ${source.name} follows (${spec.url}) and has`,
    ).toEqual({
      repository: true,
      tag: published.tag,
      revision: `${published.tag}@${published.digest}`,
    });
  },
);
