import { reelPath } from '../../server/contract/http.ts'

/** Some megabytes over a slow museum network. */
const REEL_WITHIN_MS = 120_000

/** A reel of the gallery by its digest, from this page's server; null where it does not come. */
export async function fetchReel(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await fetch(reelPath(sha256), { signal: AbortSignal.timeout(REEL_WITHIN_MS) })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  } catch {
    // The server is away, or took too long: the exhibit asks again.
    return null
  }
}
