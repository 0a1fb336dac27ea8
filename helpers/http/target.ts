/** Where an HTTP server listens, and under which name it is asked: they differ behind tunnels and load balancers. */
export interface HttpTarget {
  /** The name for Host and SNI, with a port where it is not the scheme's own: `web.orthweb.com`. */
  readonly host: string;
  /** What to connect to: an IP address, or a name to resolve. */
  readonly address: string;
  readonly port: number;
  /** Present for HTTPS. */
  readonly tls?: HttpTargetTls;
  /** Basic authentication of every request. */
  readonly auth?: { readonly user: string; readonly password: string };
}

export interface HttpTargetTls {
  /** The only certificate authority trusted, in PEM. */
  readonly ca: string;
  /** The name for SNI where it is not the host's; `''` sends none. The certificate must be for the host all the same. */
  readonly servername?: string;
}

/** The target as a base URL, for messages; it holds no credentials. */
export function baseUrl({ host, tls }: HttpTarget): string {
  return `${tls ? 'https' : 'http'}://${host}`;
}

/** The host without its port. */
export function hostname({ host }: HttpTarget): string {
  return host.replace(/:\d+$/, '');
}
