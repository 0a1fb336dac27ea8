/** Who a client is, and how it shows that. */
interface User {
  readonly user: string;
  readonly password: string;
}

/** The value of an Authorization header (RFC 7617), in UTF-8. */
export const basicAuth = ({ user, password }: User): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
