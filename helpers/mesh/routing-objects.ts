import { z } from 'zod';

const Metadata = z.object({ namespace: z.string(), name: z.string() });
const Server = z.looseObject({
  port: z.looseObject({ number: z.number(), protocol: z.string() }),
  hosts: z.array(z.string()),
  tls: z.looseObject({ mode: z.string().optional(), httpsRedirect: z.boolean().optional() }).optional(),
});
const Destination = z.looseObject({
  host: z.string(),
  port: z.looseObject({ number: z.number().optional() }).optional(),
});
const Weighted = z.array(z.looseObject({ destination: Destination })).optional();
const Route = z.looseObject({
  match: z.array(z.looseObject({ port: z.number().optional() })).optional(),
  route: Weighted,
  mirror: Destination.optional(),
  mirrors: Weighted,
  delegate: z.looseObject({ name: z.string(), namespace: z.string().optional() }).optional(),
});

/** One port of a Gateway. */
export type Server = z.output<typeof Server>;

/** Istio's Gateway, as far as it says who listens for what. */
export const IstioGateway = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({
    selector: z.record(z.string(), z.string()).optional(),
    servers: z.array(Server).default([]),
  }),
});
export type IstioGateway = z.output<typeof IstioGateway>;

/** Istio's VirtualService, as far as it says what leads where. */
export const VirtualService = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({
    hosts: z.array(z.string()).default([]),
    gateways: z.array(z.string()).default(['mesh']),
    http: z.array(Route).default([]),
    tcp: z.array(Route).default([]),
    tls: z.array(Route).default([]),
  }),
});
export type VirtualService = z.output<typeof VirtualService>;
