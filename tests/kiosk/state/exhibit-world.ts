import { toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { FACE_PARTS } from '../../../embeddings/face/face-parts.ts'
import type { LikenessExplanation } from '../../../embeddings/face/why-alike.ts'
import type { ComputedFace, Facets } from '../../../kiosk/state/collection.ts'
import type { ExhibitEvent, Happening } from '../../../kiosk/state/exhibit-event.ts'
import { type ExhibitState, openingState } from '../../../kiosk/state/exhibit-state.ts'
import type { Question, Questions } from '../../../kiosk/state/remote.ts'
import { parseSettings, type Settings } from '../../../kiosk/state/settings.ts'
import type { ShownPortrait } from '../../../kiosk/state/shown-portrait.ts'
import { transition } from '../../../kiosk/state/transition.ts'
import type { GalleryInfo } from '../../../server/contract/http.ts'

export function settingsWith(changes: Record<string, unknown> = {}): Settings {
  const parsed = parseSettings(changes)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.settings
}

export const GALLERY: GalleryInfo = {
  id: 'g1',
  createdAt: '2026-01-01T00:00:00.000Z',
  spaceId: 'space',
  works: 30,
  portraits: 40,
  reel: { sha256: 'a'.repeat(64), bytes: 9_000, portraits: 40 },
  atlas: true,
}

export function portrait(portraitId: string, similarity: number | null = null): ShownPortrait {
  const media = { digest: '0'.repeat(64), width: 550, height: 700 }
  return {
    portraitId,
    workId: portraitId,
    label: {
      title: `Title of ${portraitId}`,
      artist: 'Somebody',
      date: '1650',
      medium: 'Oil on canvas',
      museum: 'A museum',
      creditLine: 'A gift',
      rights: 'https://creativecommons.org/publicdomain/mark/1.0/',
      requiredStatement: '',
      about: '',
      room: 'Room 1',
      onView: null,
      pageUrl: '',
      translations: {},
    },
    picture: media,
    closer: null,
    crop: media,
    place: null,
    facesInWork: 1,
    sitter: null,
    eyes: [
      { x: 225, y: 294 },
      { x: 325, y: 294 },
    ],
    similarity,
    squaredDistance: similarity && 2 - similarity,
  }
}

export const SPREAD = Array.from({ length: 30 }, (_, i) => portrait(`hung-${i}`))
export const FACETS: Facets = {
  museum: [{ value: 'A museum', portraits: 40 }],
  century: [
    { value: 17, portraits: 25 },
    { value: 18, portraits: 15 },
  ],
  place: [{ value: 'Venice', portraits: 6 }],
  category: [{ value: 'Beards', portraits: 9 }],
}
/** Why the visitor's likeness is one. */
export const EXPLANATION: LikenessExplanation = {
  parts: FACE_PARTS.map((part) => ({ part, visitor: 0.1, portrait: 0.1 })),
  named: ['eyes', 'mouth'],
  distance: 0.5,
}
/** What was computed of the portrait that the visitor resembles. */
export const COMPUTED: ComputedFace = {
  portraitId: 'likeness-a',
  crop: { digest: '0'.repeat(64), width: 550, height: 700 },
  landmarks: [],
  pose: { yaw: 0, pitch: 0, roll: 0 },
  descriptor: toDescriptor(Array(128).fill(0.1)),
}
/** Whom the visitor resembles: theirs, and to be forgotten with them. */
export const MATCHES = [portrait('likeness-a', 0.9), portrait('likeness-b', 0.5)] as const

/**
 * The server answers a question about `of`, null for not at all; or about something else by now.
 */
export function reply<Q extends Question>(
  to: Q,
  of: Questions[Q]['of'],
  value: Questions[Q]['value'] | null,
  about = of,
): Happening {
  const answer = value === null ? null : { of: about, value }
  return { source: 'server', type: 'reply', to, of, answer } as Happening
}

/** What the server is being asked about; null while it is not. */
export function askedAbout<Q extends Question>(
  { remotes }: ExhibitState,
  question: Q,
): Questions[Q]['of'] | null {
  const remote = remotes[question]
  return remote.status === 'asking' ? remote.of : null
}

/** The exhibit with a hand-moved clock. */
export function exhibitAt(
  settings: Settings,
  state: ExhibitState = openingState(0, settings.language),
) {
  let current = state
  return {
    get state() {
      return current
    },
    get scene() {
      return current.scene.name
    },
    /** Things happen one after another, a millisecond apart. */
    happen(...happenings: readonly Happening[]) {
      for (const happening of happenings) {
        const event = { ...happening, atMs: current.nowMs + 1 } as ExhibitEvent
        current = transition(current, event, settings)
      }
      return this
    },
    /** Nothing happens for a while but the exhibit's own ticks. */
    wait(ms: number, tickMs = 250) {
      const until = current.nowMs + ms
      while (current.nowMs < until) {
        const atMs = Math.min(until, current.nowMs + tickMs)
        current = transition(current, { source: 'clock', type: 'tick', atMs }, settings)
      }
      return this
    },
  }
}

/** A house with a gallery, pictures and a working engine, and nobody there. */
export function openHouse(settings: Settings = settingsWith()) {
  return exhibitAt(settings).happen(
    { source: 'server', type: 'reachable', reachable: true },
    { source: 'server', type: 'gallery', gallery: GALLERY },
    reply('spread', GALLERY.id, SPREAD),
    { source: 'engine', type: 'engine-ready' },
  )
}

/** A visitor before the mirror, framed. */
export function beforeTheMirror(settings?: Settings) {
  return openHouse(settings).happen(
    { source: 'visitor', type: 'begin' },
    { source: 'visitor', type: 'with-my-face' },
    { source: 'mirror', type: 'camera-ready' },
    { source: 'mirror', type: 'face-read', stance: 'framed', facesInView: 1 },
  )
}

export const MATCHED: Happening = {
  source: 'mirror',
  type: 'matched',
  portraits: [...MATCHES],
  verdict: 'settled',
}
