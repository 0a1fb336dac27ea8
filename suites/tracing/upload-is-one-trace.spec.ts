import { makeStudy } from '../../fixtures/data/make-study.ts';
import { expect, test } from '../../fixtures/test.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import type { Jaeger, Span, Trace } from '../../helpers/jaeger/client.ts';
import type { Tenant } from '../../helpers/model/approach.ts';
import { encodeMultipart } from '../../helpers/dicomweb/multipart.ts';

test.use({ requires: ['tracing', 'istio'] });

/** In microseconds: clocks are the node's own, but spans are rounded. */
const rounding = 2000;
/** A proxy ends its span after the last byte, whose receiver may have ended its own: on a busy node 44 ms before were seen. */
const afterLastByte = 250_000;

test(
  "a marked upload is one trace: the gateway's span, and within it that of Orthanc's sidecar, both of this tenant",
  { tag: ['@core'] },
  async ({ approach, cleanup, mesh, tenant, traces, web }) => {
    const agent = `korthweb/${crypto.randomUUID()}`;
    const { studyInstanceUID, instances } = makeStudy();
    cleanup.study(studyInstanceUID);
    const { contentType, body } = encodeMultipart(
      instances.map(({ bytes }) => ({ body: bytes, contentType: 'application/dicom' })),
      'application/dicom',
    );
    const began = Date.now() * 1000;
    const { status } = await web.request({
      method: 'POST',
      path: '/dicom-web/studies',
      headers: { 'content-type': contentType, accept: 'application/dicom+json', 'user-agent': agent },
      body,
      timeout: 'transfer',
    });
    const ended = Date.now() * 1000;
    expect(status, 'STOW-RS of one instance').toBe(200);
    const { namespace, deployment } = mesh.gateway;
    const found = await marked(traces, `${deployment}.${namespace}`, agent, tenant).catch(explain);
    expect(found, `the trace of ${agent} at ${approach.tracing?.service}`).not.toEqual(expect.any(String));
    if (typeof found === 'string') return;
    const [trace] = found;
    expect(found.length, `traces with user agent ${agent}`).toBe(1);
    const spans = trace?.spans ?? [];
    const gateway = spans.find(({ parent }) => parent === undefined);
    const sidecar = spans.find((span) => isOrthanc(span, tenant));
    expect(gateway?.service, 'whose span has no parent').toBe(`${deployment}.${namespace}`);
    if (!gateway || !sidecar) return;
    // Envoy's gateway has a span for what it received, and one for what it sent on.
    const wrong = spans.flatMap(({ service, tags, parent }) => [
      ...(tags['tenant'] === tenant.name ? [] : [`${service} is of tenant ${tags['tenant'] ?? 'nobody'}`]),
      ...(tags['http.status_code'] === '200' ? [] : [`${service} has status ${tags['http.status_code']}`]),
      ...(parent === undefined || spans.some(({ id }) => id === parent)
        ? []
        : [`${service} is the child of a span that is not there`]),
    ]);
    expect(wrong, `what is wrong with the ${spans.length} spans of the trace`).toEqual([]);
    expect(lineage(sidecar, spans), "where the sidecar's span comes from").toContain(gateway.id);
    expect(within(gateway, began, ended), "the gateway's span is within what the client measured").toBe(true);
    const { start, duration } = gateway;
    expect(within(sidecar, start, start + duration), "the sidecar's is within the gateway's").toBe(true);
  },
);

const within = (inner: Span, from: number, to: number): boolean =>
  inner.start >= from - rounding && inner.start <= to && inner.start + inner.duration <= to + afterLastByte;

const isOrthanc = ({ service }: Span, { namespace, orthanc }: Tenant): boolean =>
  service.endsWith(`.${namespace}`) &&
  [orthanc.deployment, ...Object.values(orthanc.podSelector)].includes(service.split('.')[0] ?? '');

/** The ids of a span's parents, up to the first. */
function lineage(span: Span, spans: readonly Span[]): readonly string[] {
  const parent = spans.find(({ id }) => id === span.parent);
  return parent && parent !== span ? [parent.id, ...lineage(parent, spans)] : [];
}

/** Waits until Orthanc's sidecar has reported its part: proxies do so every few seconds. */
async function marked(
  traces: Jaeger,
  gateway: string,
  agent: string,
  tenant: Tenant,
): Promise<readonly Trace[]> {
  return eventually(
    async () => {
      const found = await traces.find(gateway, { user_agent: agent });
      const services = found.flatMap(({ spans }) => spans.map(({ service }) => service));
      if (!found.some(({ spans }) => spans.some((span) => isOrthanc(span, tenant))))
        throw new Error(
          `spans so far: ${services.join(', ') || 'none'}; there are traces of ${(await traces.services()).join(', ')}`,
        );
      return found;
    },
    { what: `the trace of ${agent} with a span of Orthanc's sidecar`, timeout: 'scraped', every: 500 },
  );
}
