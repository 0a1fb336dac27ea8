import { defineFault, type FaultContext } from '../../helpers/fault/define.ts';
import { filterAtOrthanc } from '../../helpers/fault/envoy-filter.ts';
import { changeVirtualService } from '../../helpers/fault/istio-route.ts';
import { neighbourAdmitted, neighbourOf } from '../../helpers/fault/tenants.ts';

/** More than any objective, and less than a client waits. */
const delayMs = 1000;

/** Marks what is asked beyond so much: enough for one client, and not for a loud one beside it. */
const rateLimit = {
  name: 'korthweb-rate-limit',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
    stat_prefix: 'korthweb',
    token_bucket: { max_tokens: 50, tokens_per_fill: 5, fill_interval: '1s' },
    filter_enabled: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
    filter_enforced: { default_value: { numerator: 0, denominator: 'HUNDRED' } },
    request_headers_to_add_when_not_enforced: [
      { header: { key: 'x-envoy-fault-delay-request', value: String(delayMs) } },
    ],
  },
};

/** Delays what is marked. */
const delay = {
  name: 'korthweb-delay',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
    delay: { header_delay: {}, percentage: { numerator: 100, denominator: 'HUNDRED' } },
  },
};

/** Sends a copy of every request that the other tenant's gateway takes to this tenant's Orthanc. */
function mirrored(context: FaultContext) {
  const { namespace, orthanc } = context.tenant;
  const host = `${orthanc.service}.${namespace}.svc.cluster.local`;
  const mirror = { host, port: { number: orthanc.httpPort } };
  return changeVirtualService({ ...context, tenant: neighbourOf(context) }, 'web-vs', { mirror });
}

export default defineFault({
  title:
    "The other tenant's requests use up what this tenant's Orthanc answers at once; the rest has to wait",
  requires: ['multi-tenant', 'istio-mtls'],
  expected: ['tenancy/noisy-neighbour'],
  because: /p95 of QIDO in ms beside a noisy tenant/,
  change: (context) => [
    filterAtOrthanc(context, rateLimit, delay),
    neighbourAdmitted(context, 'orthanc'),
    mirrored(context),
  ],
});
