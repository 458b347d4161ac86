import { isNothingNear } from '../../embeddings/nearness.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import type { LookupOutcome, Probe } from '../contract/events.ts'
import { FAILURES, type FailureCode } from '../contract/failures.ts'

/** Whom does this face resemble? `gallery` is undefined while none is published. */
export function findPendants(
  gallery: Pick<Gallery, 'manifest' | 'matches'> | undefined,
  probe: Probe,
): LookupOutcome {
  if (!gallery) return failed('no-gallery', FAILURES['no-gallery'].title)
  if (probe.space !== undefined && probe.space !== gallery.manifest.spaceId) {
    return failed(
      'other-space',
      `${FAILURES['other-space'].title} It is "${gallery.manifest.spaceId}".`,
    )
  }
  const [first, ...others] = gallery.matches(probe.descriptor, probe.k)
  if (!first) return failed('empty-gallery', FAILURES['empty-gallery'].title)
  return {
    status: 'matched',
    gallery: gallery.manifest.id,
    nothingNear: isNothingNear([first]),
    matches: [first, ...others],
  }
}

export function failed(code: FailureCode, detail: string): LookupOutcome {
  return { status: 'failed', failure: { code, detail } }
}
