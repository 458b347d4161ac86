/** How long is waited for what, in milliseconds; after that the try has failed. */
export type TimeLimits = {
  readonly connectMs: number
  /** From the request to the first line of the answer. */
  readonly headersMs: number
  /** Between two pieces of the answer. */
  readonly idleMs: number
  /** A document from the request to its last byte. */
  readonly documentMs: number
  readonly pictureMs: number
}

export const TIME_LIMITS: TimeLimits = {
  connectMs: 10_000,
  headersMs: 20_000,
  idleMs: 20_000,
  documentMs: 120_000,
  pictureMs: 600_000,
}
