/** The end of a bucket of Envoy's is at most so many times its beginning, from `finest` on. */
const widest = 2.5;
/** Milliseconds. */
const finest = 5;

/** The range that a server's histogram may give for a quantile, beside what the client of the same requests measured. */
export interface Agreement {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * A server takes no longer than its client, who takes at most `overhead` milliseconds longer; and a histogram knows of
 * its time no more than the bucket.
 */
export function agreement(clientMs: number, overhead: number): Agreement {
  return {
    atLeast: Math.max(0, clientMs - overhead) / widest,
    atMost: Math.max(finest, clientMs * widest),
  };
}
