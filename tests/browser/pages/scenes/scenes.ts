import '../../../../kiosk/page/own-scripts-alone.ts'
import { h, render } from 'preact'
import { SPACE_ID, toDescriptor } from '../../../../embeddings/face/descriptor.ts'
import { createVisitorEye } from '../../../../kiosk/eye/visitor-eye.ts'
import { loadLetters } from '../../../../kiosk/messages/letters.ts'
import { USUAL_LOCALES } from '../../../../kiosk/messages/locales.ts'
import { createPoseMatcher } from '../../../../kiosk/moving/pose-matcher.ts'
import { createFrozenPairStore } from '../../../../kiosk/session/frozen-pair-store.ts'
import { type ExhibitState, openingState } from '../../../../kiosk/state/exhibit-state.ts'
import type { Still } from '../../../../kiosk/state/frozen-pair.ts'
import { NOTHING_ASKED, type Remotes } from '../../../../kiosk/state/remote.ts'
import type { Browse, Live, Scene, Whole } from '../../../../kiosk/state/scene.ts'
import { USUAL_SETTINGS } from '../../../../kiosk/state/settings.ts'
import type { ShownPortrait } from '../../../../kiosk/state/shown-portrait.ts'
import { arrive } from '../../../../kiosk/state/visit.ts'
import { ExhibitView } from '../../../../kiosk/view/exhibit-view.tsx'
import { createMirror } from '../../../../kiosk/wall/mirror.ts'
import type { SearchStep } from '../../../../server/contract/events.ts'
import type { Language } from '../../../../server/contract/texts/languages.ts'
import { EXPLANATION } from '../../../kiosk/state/exhibit-world.ts'
import { madeUpLandmarks } from '../../../made-up-landmarks.ts'
import { layoutFaults } from './layout-faults.ts'

/** Digest of the one picture there is; whoever serves the page offers it at its media path. */
const PICTURE = '0'.repeat(64)
const NOW_MS = 60_000
const REEL = { sha256: 'a'.repeat(64), bytes: 4_000_000, portraits: 537 }
const COMPUTED = {
  crop: { digest: PICTURE, width: 550, height: 700 },
  landmarks: madeUpLandmarks(230, { x: 160, y: 236 }),
  pose: { yaw: 0, pitch: 0, roll: 0 },
  descriptor: toDescriptor(Array.from({ length: 128 }, (_, i) => Math.sin(i) / 8)),
}

/** As long as any text about a work may be, in languages that take much room. */
const ABOUT_IN = {
  de: {
    about:
      'Als Erste ihrer Familie lernte sie lesen und unterrichtete zum Dank für dieses Bildnis die ' +
      'Töchter des Malers. Der Stieglitz gehörte ihr, das Windspiel fügte hundert Jahre später eine ' +
      'fremde Hand hinzu.',
  },
  ja: {
    about:
      '一族で初めて読み書きを学び、この肖像の礼に画家の娘たちを教えた薬種商の娘。' +
      'ゴシキヒワは彼女が飼っていたもので、犬は百年後に別の手で描き加えられた。一八三二年に遺族から贈られる。',
  },
}
const ABOUT =
  'She was the first of her family to read, and taught the painter’s daughters in return for this ' +
  'picture. The goldfinch was hers; the dog was put in a hundred years later, by another hand.'

const portraits = Array.from({ length: 16 }, (_, index) => portrait(index))
const [first, second] = portraits as [ShownPortrait, ShownPortrait]
const live = (verdict: Live['verdict']): Live => ({
  name: 'live',
  verdict,
  shown: { ...first, similarity: verdict === 'nothing-near' ? 0.01 : 0.97 },
  others: portraits.slice(1, 3),
  trace: [],
})
const whole: Whole = {
  name: 'whole',
  shown: { ...first, similarity: 0.97 },
  others: portraits.slice(1, 5),
  reveal: 'whole',
  wasHere: true,
  back: live('settled'),
}
const browse: Browse = { name: 'browse', filter: {}, narrowing: null, wall: 0, chosen: null }

/**
 * As much as can be said; and whoever looks at the thread of a dwelling need not wait for its end.
 */
const SETTINGS = {
  ...USUAL_SETTINGS,
  museumName: 'Museum of Portraits',
  duet: true,
  print: true,
  dwellMs: 100,
  here: ['Museum of Portraits'],
  rooms: { 'Room 12': 'Second floor, past the stairs and to the left' },
}

/** Every scene of a visit as it stands for a while. */
const SCENES = {
  attract: { name: 'attract', turn: 0, sinceMs: 0, isEyeOpen: false, isAnswering: false },
  consent: { name: 'consent' },
  release: { name: 'release' },
  waking: { name: 'waking' },
  framing: { name: 'framing' },
  looking: live('looking'),
  settled: live('settled'),
  'nothing near': live('nothing-near'),
  'eye open': { ...live('settled'), trace: walkOf(portraits.slice(3, 8)) },
  moving: { name: 'moving', blend: 0.3, shown: null, back: { name: 'framing' } },
  rested: { name: 'moving', blend: 0.3, shown: first, back: { name: 'framing' } },
  why: { name: 'why', shown: first, sinceMs: 0, explanation: EXPLANATION, back: live('settled') },
  whole,
  'same person': {
    ...whole,
    shown: { ...whole.shown, sitter: 's' },
    others: [{ ...second, sitter: 's' }, ...portraits.slice(2, 5)],
  },
  closer: { name: 'closer', back: whole },
  print: { name: 'print', withMe: false, back: whole },
  cabinet: browse,
  'by century': { ...browse, narrowing: 'century' },
  'by place': { ...browse, narrowing: 'place' },
  narrowed: { ...browse, filter: { century: 17, place: 'Venice' } },
  chosen: { ...browse, chosen: second },
  poster: { name: 'poster', back: whole },
  atlas: { name: 'atlas', back: whole },
  'poses apart': { name: 'poster', back: whole },
  turn: { name: 'turn', first, sinceMs: 0, isFree: false },
  duet: { name: 'duet', portraits: [first, second], back: live('settled') },
  'still there': { name: 'still-there', under: live('settled'), untilMs: NOW_MS + 9_000 },
  apology: { name: 'apology', reason: 'camera-refused', retryAtMs: null },
  'blind camera': { name: 'apology', reason: 'camera-blind', retryAtMs: null },
  'guarded browser': { name: 'apology', reason: 'no-pixels', retryAtMs: null },
  goodbye: { name: 'goodbye', sinceMs: 0, painting: first },
  'goodbye alone': { name: 'goodbye', sinceMs: 0, painting: null },
} as const satisfies Record<string, Scene>

/** All that can be asked of the server, answered. */
const REMOTES: Remotes = {
  ...NOTHING_ASKED,
  spread: { status: 'answered', answer: { of: 'here', value: portraits } },
  facets: {
    status: 'answered',
    answer: {
      of: 'here',
      value: {
        century: [17, 18, 16, 19, 15].map(counted),
        place: ['Venice', 'Florence', 'Delft', 'Paris', 'Antwerp', 'Kyoto', 'Seville'].map(counted),
        museum: ['Museum of Portraits', 'House of the Painters'].map(counted),
        category: ['Ruffs', 'Beards', 'Children'].map(counted),
      },
    },
  },
  likenesses: {
    status: 'answered',
    answer: { of: second.portraitId, value: portraits.slice(2, 8) },
  },
  posePack: { status: 'answered', answer: { of: REEL.sha256, value: true } },
  computed: {
    status: 'answered',
    answer: {
      of: first.portraitId,
      value: { face: { ...COMPUTED, portraitId: first.portraitId }, trace: [] },
    },
  },
}

/** Nothing is on its way to anywhere else. */
const STILL = new CSSStyleSheet()
STILL.replaceSync('* { transition: none !important; animation: none !important; }')

type Shown = keyof typeof SCENES

function counted<Value>(value: Value, index: number) {
  return { value, portraits: 140 - 20 * index }
}

const place = document.getElementById('exhibit')
const WALL = { red: 27, green: 27, blue: 24 }
const mirror = createMirror({ mirrored: true, wall: WALL })
const poseMatcher = createPoseMatcher({
  mirrored: true,
  shade: WALL,
  fetchPosePack: async () => null,
  onFault: reportError,
})
const eye = createVisitorEye(mirror)
const frozenPairs = createFrozenPairStore()
frozenPairs.seat({
  portraitId: first.portraitId,
  visitor: sitter('#a98'),
  portrait: sitter('#765'),
})

export type ScenesPage = typeof scenesPage

const scenesPage = {
  names: Object.keys(SCENES) as Shown[],

  /** Loads the letters of every language: words are as wide as they are printed. */
  async loadLetters(): Promise<void> {
    await loadLetters(USUAL_LOCALES)
    const latin = [...document.fonts].filter(({ family }) => /Garamond|Work Sans/.test(family))
    await Promise.all(latin.map((face) => face.load()))
  },

  /** What is laid out wrongly, scene by scene, on the screen as it is. */
  faults(language: Language): string[] {
    document.adoptedStyleSheets = [STILL]
    try {
      return scenesPage.names.flatMap((name) => {
        scenesPage.show(name, language)
        return layoutFaults().map((fault) => `${name}: ${fault}`)
      })
    } finally {
      document.adoptedStyleSheets = []
    }
  },

  /** Shows a scene to a visitor who speaks a language; of the procession, a turn. */
  show(name: Shown, language: Language, turn = 0): void {
    if (place === null) throw new Error('The page has no place for the exhibit.')
    const opening = openingState(0, language)
    const state: ExhibitState = {
      ...opening,
      nowMs: NOW_MS,
      reachable: true,
      publicUrl: 'https://portraits.example',
      gallery: {
        id: 'here',
        createdAt: '',
        spaceId: SPACE_ID,
        works: 649,
        portraits: 1_204,
        reel: REEL,
        atlas: true,
      },
      remotes: REMOTES,
      engine: { status: 'ready' },
      visit:
        name === 'attract' || name.startsWith('goodbye')
          ? null
          : {
              ...arrive(0, 'face'),
              cameraReady: true,
              stance: name === 'framing' ? 'too-dark' : 'framed',
              facesInView: 1,
              dwellingSinceMs: NOW_MS,
              isEyeOpen: name === 'eye open',
              frozenBeside: first.portraitId,
              posesMeet: name !== 'poses apart',
            },
      scene: name === 'attract' ? { ...SCENES.attract, turn } : SCENES[name],
    }
    const surfaces = { mirror, poseMatcher, eye, frozenPairs, panel: null, reveal: () => {} }
    const view = { state, settings: SETTINGS, locales: USUAL_LOCALES, surfaces }
    render(h(ExhibitView, { ...view, send: () => {} }), place)
  },
}

Object.assign(globalThis, { scenes: scenesPage })

/** A face as plain as a stone, its features where a middling face has them. */
function sitter(colour: string): Still {
  const picture = document.createElement('canvas')
  picture.width = 550
  picture.height = 700
  const pen = picture.getContext('2d')
  if (pen !== null) {
    pen.fillStyle = colour
    pen.fillRect(0, 0, 550, 700)
  }
  return { picture, landmarks: COMPUTED.landmarks }
}

function walkOf(passed: readonly ShownPortrait[]): SearchStep[] {
  return passed.map(({ portraitId, workId, label, crop, eyes }, at) => ({
    ...{ portraitId, workId, title: label.title, crop, eyes: [...eyes] },
    ...{ squaredDistance: 1.6 - at / 5, level: at === 0 ? 1 : 0 },
  }))
}

function portrait(index: number): ShownPortrait {
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
      about: ABOUT,
      room: 'Room 12',
      pageUrl: '',
      onView: true,
      translations: { en: { about: ABOUT }, ...ABOUT_IN },
    },
    picture: media,
    closer: null,
    crop: media,
    place: null,
    facesInWork: 1,
    eyes: [
      { x: 205, y: 294 },
      { x: 345, y: 294 },
    ],
    similarity: null,
    squaredDistance: null,
    sitter: null,
  }
}
