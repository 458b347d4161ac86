import type { Reply } from './reply.ts'

/** By what a server tells whether something has changed. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null }

export function validatorsOf({ header }: Reply): Validators {
  return { etag: header('etag') ?? null, lastModified: header('last-modified') ?? null }
}

/** Asks for it only if it has changed; nothing is asked so where there is no copy. */
export function ifChanged(known: Validators | undefined): Record<string, string> {
  return {
    ...(known?.etag && { 'if-none-match': known.etag }),
    ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
  }
}

/** What `If-Range` takes: a weak ETag does not promise the same bytes (RFC 9110, 13.1.5). */
export function strongValidator({ etag, lastModified }: Validators): string | null {
  return etag && !etag.startsWith('W/') ? etag : lastModified
}
