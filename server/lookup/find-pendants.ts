import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import {
  type LookupOutcome,
  MAX_SEARCH_STEPS,
  type Probe,
  type SearchStep,
} from '../contract/events.ts'
import { FAILURES, type FailureCode } from '../contract/failures.ts'

type SearchedGallery = Pick<Gallery, 'manifest' | 'matches'>
type TracedGallery = SearchedGallery & Pick<Gallery, 'trace' | 'portraits'>

/** Finds the portraits that resemble a face. `gallery` is undefined while none is published. */
export async function findPendants(
  gallery: TracedGallery | undefined,
  probe: Probe,
): Promise<LookupOutcome> {
  const outcome = await findPassing(gallery, probe, undefined)
  if (outcome.status === 'failed') return outcome
  const [first, ...others] = outcome.matches
  if (!first) return failed('empty-gallery', FAILURES['empty-gallery'].title)
  const matched = { ...outcome, matches: [first, ...others] } as const
  return gallery && probe.walk ? { ...matched, walk: traceTo(gallery, probe) } : matched
}

/** The trace of the search for the first match, with the labels of the portraits. */
function traceTo({ trace, portraits }: TracedGallery, { descriptor, k }: Probe): SearchStep[] {
  return evenlyChosen(trace(descriptor, k), MAX_SEARCH_STEPS).map(
    ({ position, squaredDistance, level }) => {
      const { id: portraitId, workId, label, crop, eyes } = portraits.at(position)
      return { portraitId, workId, title: label.title, crop, eyes, squaredDistance, level }
    },
  )
}

/**
 * Picks the first, the last and an even choice between, if there are more than `most` (at least 2).
 */
export function evenlyChosen<Each>(all: readonly Each[], most: number): Each[] {
  if (all.length <= most) return [...all]
  const last = all.length - 1
  return Array.from({ length: most }, (_, turn) => {
    return all[Math.round((turn * last) / (most - 1))] as Each
  })
}

/** As `LookupOutcome`, but possibly without matches: perhaps no portrait passes the filter. */
export type FilteredOutcome =
  | {
      readonly status: 'matched'
      readonly gallery: string
      readonly nothingNear: boolean
      readonly matches: readonly PortraitMatch[]
    }
  | (LookupOutcome & { readonly status: 'failed' })

/** Finds the portraits that resemble a face among those that pass the filter. */
export async function findPassing(
  gallery: SearchedGallery | undefined,
  probe: Probe,
  filter: PortraitFilter | undefined,
): Promise<FilteredOutcome> {
  if (!gallery) return failed('no-gallery', FAILURES['no-gallery'].title)
  const { id, spaceId, portraits } = gallery.manifest
  if (probe.space !== undefined && probe.space !== spaceId) {
    return failed('other-space', `${FAILURES['other-space'].title} It is "${spaceId}".`)
  }
  if (portraits.count === 0) return failed('empty-gallery', FAILURES['empty-gallery'].title)
  const matches = await gallery.matches(probe.descriptor, probe.k, filter)
  return { status: 'matched', gallery: id, nothingNear: isNothingNear(matches), matches }
}

export function failed(code: FailureCode, detail: string): LookupOutcome & { status: 'failed' } {
  return { status: 'failed', failure: { code, detail } }
}
