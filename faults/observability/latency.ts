import { defineFaults } from '../../helpers/fault/define.ts';
import { filterAtOrthanc } from '../../helpers/fault/envoy-filter.ts';
import { changeVirtualService } from '../../helpers/fault/istio-route.ts';

const delay = '0.5s';

/** What Envoy needs to be told to delay requests. */
const delayFilter = {
  name: 'korthweb-delay',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
    delay: { fixed_delay: delay, percentage: { numerator: 100, denominator: 'HUNDRED' } },
  },
};

export default defineFaults([
  {
    variant: 'at the gateway',
    title: 'The gateway takes half a second more for every request',
    requires: ['istio'],
    expected: ['observability/latency-objective[QIDO]', 'observability/latency-objective[STOW]'],
    change: (context) => [
      changeVirtualService(context, 'web-vs', {
        fault: { delay: { fixedDelay: delay, percentage: { value: 100 } } },
      }),
    ],
  },
  {
    variant: 'at Orthanc',
    title: "Orthanc's sidecar takes half a second more for every request",
    requires: ['istio'],
    expected: ['observability/latency-objective[WADO]'],
    change: (context) => [filterAtOrthanc(context, delayFilter)],
  },
]);
