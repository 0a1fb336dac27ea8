/** How long each kind of wait may take at the most, in milliseconds. `KORTHWEB_TIMEOUT_SCALE` multiplies all. */
const scale = Number(process.env['KORTHWEB_TIMEOUT_SCALE'] ?? 1);

const seconds = (count: number): number => count * 1000 * scale;

export const timeouts = {
  /** One TCP connection, TLS handshake or HTTP request to something that is up. */
  request: seconds(10),
  /** One HTTP upload or download of many or large instances. */
  transfer: seconds(60),
  /** One DICOM association with its operations. */
  association: seconds(20),
  /** A probe pod from its creation until a node is found that has room for it. */
  scheduled: seconds(15),
  /** A probe pod from its creation until it is Ready. */
  probeReady: seconds(60),
  /** A Deployment or StatefulSet until all its pods are Ready at its newest generation. */
  rollout: seconds(180),
  /** Something written until it is seen (an index row, a query result). */
  visible: seconds(15),
  /** A request until its metrics are in Prometheus: a proxy's flush, two scrapes, an evaluation of the rules. */
  scraped: seconds(30),
  /** Something amiss until its alert fires, and its end until that resolves. */
  alerted: seconds(60),
  /** A changed configuration until the component that reads it enforces it. */
  configurationEffective: seconds(60),
  /** A fault until what it breaks is broken, and until that is whole again: kubelets refresh mounted Secrets at leisure. */
  faultEffective: seconds(180),
  /** A Docker engine from its start until it answers, and from its stop until it does not. */
  engineStart: seconds(60),
  /** A Service of type LoadBalancer until it has its address, and what installs it until then. */
  loadBalancer: seconds(300),
  /** A new cluster's API server until it answers. */
  apiServer: seconds(60),
  /** A published artifact until all of it is applied and Ready. */
  reconciled: seconds(420),
  /** A namespace until it is gone. */
  namespaceGone: seconds(90),
} as const;

export type TimeoutName = keyof typeof timeouts;
