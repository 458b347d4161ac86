import { h, render } from 'preact'
import { SPACE_ID } from '../../../../embeddings/descriptor.ts'
import { USUAL_SETTINGS } from '../../../../kiosk/exhibit/settings.ts'
import type { Language } from '../../../../kiosk/messages/languages.ts'
import { USUAL_TONGUES } from '../../../../kiosk/messages/tongues.ts'
import { type ExhibitState, openingState } from '../../../../kiosk/state/exhibit-state.ts'
import type { HungPortrait } from '../../../../kiosk/state/hung-portrait.ts'
import type { Live, Scene } from '../../../../kiosk/state/scene.ts'
import { arrive } from '../../../../kiosk/state/visitor.ts'
import { ExhibitView } from '../../../../kiosk/view/exhibit-view.tsx'
import { createMirror } from '../../../../kiosk/view/mirror.ts'

/** Digest of the one picture there is; whoever serves the page offers it at its media path. */
const PICTURE = '0'.repeat(64)
const NOW_MS = 60_000

const portraits = Array.from({ length: 16 }, (_, index) => portrait(index))
const [first, second] = portraits as [HungPortrait, HungPortrait]
const live = (verdict: Live['verdict']): Live => ({
  name: 'live',
  verdict,
  shown: { ...first, similarity: verdict === 'nothing-near' ? 0.01 : 0.97 },
  others: portraits.slice(1, 3),
})

/** As much as can be said; and whoever looks at the thread of a dwelling need not wait for its end. */
const SETTINGS = {
  ...USUAL_SETTINGS,
  museumName: 'Museum of Portraits',
  duet: true,
  dwellMs: 100,
}

/** The mirror's side of a visit, each scene as it stands for a while. */
const SCENES = {
  attract: { name: 'attract', turn: 0, sinceMs: 0 },
  consent: { name: 'consent' },
  release: { name: 'release' },
  waking: { name: 'waking' },
  framing: { name: 'framing' },
  looking: live('looking'),
  settled: live('settled'),
  'nothing near': live('nothing-near'),
  turn: { name: 'turn', first, sinceMs: 0, isFree: false },
  duet: { name: 'duet', portraits: [first, second], back: live('settled') },
  'still there': { name: 'still-there', under: live('settled'), untilMs: NOW_MS + 9_000 },
  apology: { name: 'apology', reason: 'camera-refused', retryAtMs: null },
  goodbye: { name: 'goodbye', sinceMs: 0 },
} as const satisfies Record<string, Scene>

type Shown = keyof typeof SCENES

const place = document.getElementById('exhibit')
const mirror = createMirror({ mirrored: true, wall: { red: 27, green: 27, blue: 24 } })

export type ScenesPage = typeof scenesPage

const scenesPage = {
  names: Object.keys(SCENES) as Shown[],

  /** Shows a scene to a visitor who speaks a language; of the procession, a turn. */
  show(name: Shown, language: Language, turn = 0): void {
    if (place === null) throw new Error('The page has no place for the exhibit.')
    const opening = openingState(0, language)
    const state: ExhibitState = {
      ...opening,
      nowMs: NOW_MS,
      reachable: true,
      gallery: { id: 'here', createdAt: '', spaceId: SPACE_ID, works: 649, portraits: 1_204 },
      spread: { gallery: 'here', portraits },
      engine: { status: 'ready' },
      visit:
        name === 'attract' || name === 'goodbye'
          ? null
          : {
              ...arrive(0, 'face'),
              cameraReady: true,
              stance: name === 'framing' ? 'too-dark' : 'framed',
              facesInView: 1,
              dwellingSinceMs: NOW_MS,
            },
      scene: name === 'attract' ? { ...SCENES.attract, turn } : SCENES[name],
    }
    const view = { state, settings: SETTINGS, tongues: USUAL_TONGUES, mirror, corner: null }
    render(h(ExhibitView, { ...view, send: () => {} }), place)
  },
}

Object.assign(globalThis, { scenes: scenesPage })

function portrait(index: number): HungPortrait {
  const media = { digest: PICTURE, width: 550, height: 700 }
  return {
    portraitId: `sitter-${index}~1`,
    workId: `sitter-${index}`,
    label: {
      title: `Portrait of the Apothecary’s Daughter with a Goldfinch, no. ${index + 1}`,
      artist: 'Workshop of Sofonisba Anguissola',
      date: 'c. 1560–1575',
      medium: 'Oil on panel, transferred to canvas',
      museum: 'Museum of Portraits',
      creditLine: 'Bequest of the sitter’s family',
      rights: 'CC0',
      requiredStatement: '',
      room: 'Room 12',
      pageUrl: '',
      onView: true,
      translations: {},
    },
    picture: media,
    closer: null,
    crop: media,
    place: null,
    eyes: [
      { x: 205, y: 294 },
      { x: 345, y: 294 },
    ],
    similarity: null,
  }
}
