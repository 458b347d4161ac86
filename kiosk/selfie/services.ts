import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import type { EngineFile } from '../face/engine-files.ts'
import { startFaceReader } from '../face/start-face-reader.ts'
import type { StillReader } from '../face/still-reader.ts'
import { type LeftLikeness, nearestOf } from '../parts/likenesses-left.ts'
import { fetchCollection } from '../server/fetch-collection.ts'
import { fetchSettings } from '../server/fetch-settings.ts'
import { findOverHttp } from '../server/find-over-http.ts'
import {
  onePerWork,
  othersOfSitter,
  type ShownPortrait,
  shownMatch,
} from '../state/shown-portrait.ts'
import { type DownloadProgress, downloadEngine, neededHere } from './download-engine.ts'
import { isEngineKept, keepEngine } from './keep-engine.ts'

/** A likeness, or the reason why there is none. */
type LikenessOutcome =
  | {
      readonly status: 'matched'
      readonly nothingNear: boolean
      /** The nearest portrait of each work, the nearest first. */
      readonly portraits: readonly [ShownPortrait, ...ShownPortrait[]]
      /** The nearest of all, by which the atlas places the visitor. */
      readonly nearest: readonly LeftLikeness[]
    }
  | {
      readonly status: 'failed'
      readonly reason: 'no-answer' | 'too-many' | 'no-gallery' | 'no-models'
    }

/** The page's access to museum and face engine. It loads after the first paint. */
export interface SelfieServices {
  readonly reader: StillReader
  /** Zeroes the descriptor in every outcome. */
  likeness(descriptor: Descriptor): Promise<LikenessOutcome>
  /** Portraits that pass by; empty if the server gives none. */
  spread(): Promise<readonly ShownPortrait[]>
  /** Whether an earlier visit has kept all files of the face engine. */
  isEngineKept(): Promise<boolean>
  /** False if the museum has turned the face mode off, or if that is unknown. */
  faceMode(): Promise<boolean>
}

/** The files that the page was built with; see the build's configuration. */
const ENGINE_FILES = import.meta.env.PENDANT_ENGINE_FILES as readonly EngineFile[]

/** Enough for five works, even if several portraits of one work are near. */
const MATCHES_ASKED_FOR = 24
const PORTRAITS_KEPT = 5
/** Number of cousins on offer when nothing is near, as in the exhibit. */
const RUNNERS_UP = 3
const PASSING_BY = 12

export function openServices(onProgress: (progress: DownloadProgress) => void): SelfieServices {
  let settings: ReturnType<typeof fetchSettings> | null = null
  return {
    reader: startFaceReader({
      engine: 'first',
      async fetchFiles() {
        await keepEngine()
        return downloadEngine(neededHere(ENGINE_FILES), onProgress)
      },
    }),

    isEngineKept: () => isEngineKept(neededHere(ENGINE_FILES)),

    async likeness(descriptor) {
      const outcome = await findOverHttp(descriptor, MATCHES_ASKED_FOR).finally(() =>
        descriptor.fill(0),
      )
      if (outcome.status === 'failed') {
        // The embedding space differs: this page is older than the gallery, like a page with old
        // models.
        const reason = outcome.reason === 'other-space' ? 'no-models' : outcome.reason
        return { status: 'failed', reason }
      }
      const { nothingNear, matches } = outcome.list
      const [nearest, ...further] = matches
      if (nearest === undefined) return { status: 'failed', reason: 'no-gallery' }
      const first = shownMatch(nearest)
      const isFar = nothingNear || isNothingNear(matches)
      const ofSitter = isFar ? [] : othersOfSitter(nearest)
      const next = onePerWork([...ofSitter, ...further.map(shownMatch)], first.workId)
      const kept = (isFar ? RUNNERS_UP : PORTRAITS_KEPT) - 1
      return {
        status: 'matched',
        nothingNear: isFar,
        portraits: [first, ...next.slice(0, kept)],
        nearest: nearestOf(matches),
      }
    },

    async spread() {
      return (await fetchCollection().spread(PASSING_BY))?.portraits ?? []
    },

    async faceMode() {
      // The page waits for an answer: a missing answer must not open a mode that the museum turned
      // off.
      settings ??= fetchSettings(() => undefined)
      const answer = await settings
      return 'settings' in answer && answer.settings.faceMode
    },
  }
}
