import type { Readable } from 'node:stream'

/** An answer whose body is still to be read. */
export type Reply = {
  /** Where it came from, after redirects. */
  readonly url: URL
  readonly status: number
  /** A header by its name in lower case. */
  header(name: string): string | undefined
  /** As it comes over the wire. */
  readonly body: Readable
}

export function isHtml(reply: Reply): boolean {
  return /^(text\/html|application\/xhtml\+xml)\b/i.test(reply.header('content-type') ?? '')
}
