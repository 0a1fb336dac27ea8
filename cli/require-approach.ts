import { approachNames } from '../fixtures/load-approach.ts';
import { ConfigError } from '../helpers/model/errors.ts';

/** @throws {ConfigError} listing the approaches there are, unless this is one. */
export function requireApproach(name: string): void {
  const known = approachNames();
  if (known.includes(name)) return;
  throw new ConfigError(
    `Unknown approach: expected one of ${known.join(', ')}, got ${JSON.stringify(name)}. Next: korthweb --help`,
  );
}
