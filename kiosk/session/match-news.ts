import type { HeadPose } from '../../embeddings/face/head-pose.ts'
import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import { bestOfNearTies } from '../../embeddings/likeness/near-ties.ts'
import {
  isNothingNear,
  type SimilarityBand,
  similarityBandOf,
} from '../../embeddings/likeness/similarity-band.ts'
import { createSteadyMatch } from '../../embeddings/likeness/steady-match.ts'
import type { LookupOutcome } from '../../server/contract/events.ts'
import type { MirrorEvent } from '../state/exhibit-event.ts'
import { onePerWork, othersOfSitter, shownMatch } from '../state/shown-portrait.ts'

type Matched = Extract<LookupOutcome, { status: 'matched' }>
type MatchedNews = Extract<MirrorEvent, { type: 'matched' }>

/** Makes of many answers the few things worth telling. */
export interface MatchNews {
  /**
   * What an answer changes for the visitor, who usually holds their head like this; null when that
   * is nothing.
   */
  hear(answer: Matched, atMs: number, pose: HeadPose | null): MatchedNews | null
  /** The next answer is news even if it says the same. */
  repeat(): void
  /** Somebody else stands there. */
  forget(): void
}

/** Kin that are offered where nothing is near. */
const RUNNERS_UP = 3
/** Once nothing was near, only a match nearer than these is one: words do not waver at a border. */
const STILL_FAR: ReadonlySet<SimilarityBand> = new Set(['distant', 'nothing-near'])

/**
 * A match is told when it changes and when it settles. How near it is, and whether it is a likeness
 * at all, is judged as it settles, and then holds: words that waver are not believed.
 */
export function createMatchNews(): MatchNews {
  const steady = createSteadyMatch<PortraitMatch>()
  let gallery: string | null = null
  let last: MatchedNews | null = null
  let isTold = false

  const forget = (): void => {
    steady.forget()
    last = null
  }

  return {
    hear(answer, atMs, pose) {
      if (answer.gallery !== gallery) forget()
      gallery = answer.gallery
      const { match, isSettled } = steady.choose(bestOfNearTies(answer.matches, pose), atMs)
      const hasTrace = (last?.trace !== undefined) === (answer.walk !== undefined)
      if (last !== null && hasTrace && saysNothingNew(last, match, isSettled)) {
        if (isTold) return null
        isTold = true
        return last
      }
      const nothingNear = isSettled && isNothingNear([match])
      const ofOtherSitters = answer.matches.filter(
        ({ sitter }) => sitter === undefined || sitter !== match.sitter,
      )
      const nextNearest = ofOtherSitters.map(shownMatch)
      const others = nothingNear
        ? onePerWork(nextNearest, match.workId).slice(0, RUNNERS_UP - 1)
        : onePerWork([...othersOfSitter(match), ...nextNearest], match.workId)
      last = {
        type: 'matched',
        verdict: nothingNear ? 'nothing-near' : isSettled ? 'settled' : 'looking',
        portraits: [shownMatch(match), ...others],
        trace: answer.walk,
      }
      isTold = true
      return last
    },
    repeat() {
      isTold = false
    },
    forget,
  }
}

function saysNothingNew(last: MatchedNews, match: PortraitMatch, isSettled: boolean): boolean {
  // Cousins hang as equals: which of them is the nearest just now changes nothing.
  if (last.verdict === 'nothing-near') return STILL_FAR.has(similarityBandOf(match.similarity))
  const wasSettled = last.verdict === 'settled'
  return last.portraits[0].portraitId === match.portraitId && wasSettled === isSettled
}
