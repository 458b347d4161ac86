import { posePackPath } from '../../server/contract/http.ts'
import { galleryRoot } from './gallery-root.ts'

/** Some megabytes over a slow museum network. */
const POSE_PACK_WITHIN_MS = 120_000

/**
 * A pose pack of the gallery by its digest, from this page's server; null where it does not come.
 */
export async function fetchPosePack(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await fetch(galleryRoot() + posePackPath(sha256), {
      signal: AbortSignal.timeout(POSE_PACK_WITHIN_MS),
    })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  } catch {
    // The server is away, or took too long: the exhibit asks again.
    return null
  }
}
