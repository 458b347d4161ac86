/** What a host asks of programs that read it. */
export type HostManners = {
  /** The host, as in an address. */
  readonly host: string
  /** From the start of one request to the start of the next. */
  readonly intervalMs: number
  /** Requests under way at once. */
  readonly concurrency: number
  /** Headers it asks for besides; `{agent}` stands for the user agent with its contact. */
  readonly headers?: Readonly<Record<string, string>>
  /** What to do instead where it refuses, for the curator. */
  readonly whenRefused?: string
}

/** For hosts that publish nothing. */
export const DEFAULT_MANNERS: Omit<HostManners, 'host'> = { intervalMs: 250, concurrency: 2 }
