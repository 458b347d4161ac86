import { BUILT_IN_TAGS } from '../../server/contract/texts/languages.ts'
import {
  askAgain,
  browsed,
  choose,
  facetsOffered,
  filterBy,
  likenessesOffered,
  narrowBy,
  nextWall,
  openBrowse,
  portraitsInPairs,
  stepBack,
  wallOf,
} from './browse.ts'
import { firstAgain, nextOfTwo } from './duet.ts'
import { type ExhibitState, spreadOf } from './exhibit-state.ts'
import {
  askWhy,
  likenessOf,
  mayAskWhy,
  mayOpenEye,
  mayShowAtlas,
  mayShowPoster,
  openEye,
  withoutStill,
} from './look-into.ts'
import { blend, mayMove, moveWithMe } from './move-with-me.ts'
import { isPanelDeserted, mayOperate, openPanel, takePin } from './operator-panel.ts'
import { passingHeldMs, passingPortrait } from './passing.ts'
import type {
  Browse,
  Facet,
  FramingScene,
  Gesture,
  Live,
  Moving,
  OverWhole,
  Print,
  Scene,
  SceneName,
  SceneNamed,
  Whole,
} from './scene.ts'
import type { Settings } from './settings.ts'
import type { ShownPortrait } from './shown-portrait.ts'
import { arrive, attract, lapseVisit } from './visit.ts'

/** How a scene uses the mirror, and so the camera. */
type MirrorUse =
  /** Camera and engine are being made ready; `paused` until the next try. */
  | 'waits'
  | 'paused'
  /** Portraits answer whoever stands before it; who walks off has left. */
  | 'answers'
  /** It is on, but nobody is taken to stand before it. */
  | 'shows'
  /** It stays as it is. A camera that fails is asked for again on the way back. */
  | 'stays'
  | 'off'

/** A second touch as soon as this is the same person's. */
const SAME_FINGER_MS = 800

/** A word on the screen that can be pressed: its text, by section and key, and what it does. */
export type Way = {
  readonly word: WayWord
  readonly gesture: Gesture
  /** Set larger: the way that most visitors take. */
  readonly isMain: boolean
}
type WayWord =
  | `ways.${'back' | 'leave' | 'tryAgain' | 'goOnWithoutFace'}`
  | `consent.${'withMyFace' | 'withoutMyFace' | 'theTwoOfUs'}`
  | 'release.sign'
  | `live.${'seeWhole' | 'nextOfTwo'}`
  | 'duet.title'
  | 'why.ask'
  | `whole.${'lookCloser' | 'print'}`
  | 'poster.see'
  | 'among.see'
  | `cabinet.${'anotherWall' | 'all' | 'walkOn'}`
  | `cabinet.narrowBy.${Facet}`
  | 'stillThere.stay'
  | 'operator.close'

/** The still that a scene wants: the portrait beside which it is held, and whether it is time. */
export type StillWanted = { readonly beside: ShownPortrait; readonly isTaken: boolean }

type GestureOf<Type extends Gesture['type']> = Extract<Gesture, { readonly type: Type }>

/**
 * What the exhibit has to know of a scene. What a row leaves out, the scene does not do: a gesture
 * that is not in `on` means nothing there.
 */
export type SceneRow<S extends Scene = Scene> = {
  /** No visitor is there who could walk off, or be asked whether they have. */
  readonly isUnvisited?: true
  /** The scene that it is opened over: `back` leads there, and so does all that it is rooted in. */
  readonly over?: (scene: S) => Scene
  /** One step back to anywhere else; null leads out of the visit, as where there is neither. */
  readonly back?: (state: ExhibitState, scene: S) => ExhibitState | null
  readonly mirror?: MirrorUse | ((scene: S) => MirrorUse)
  /** Visitors are out of the camera's sight for longer: they are waited for twice as long. */
  readonly isBusy?: true
  /** Trouble with the server that takes its place; a portrait that hangs is kept through any. */
  readonly givesWay?: 'to-any-trouble' | 'to-no-gallery'
  /** The scene without the visitor's picture. */
  readonly withoutVisitor?: (scene: S) => Scene
  readonly still?: (scene: S) => StillWanted | null
  /** The portrait that has the wall. */
  readonly shown?: (scene: S, state: ExhibitState) => ShownPortrait | null
  /** The portraits whose whole painting can be seen from here. */
  readonly portraits?: (scene: S, state: ExhibitState) => readonly ShownPortrait[]
  /** What holding still before the mirror does, and whether looking aside leads back. */
  readonly holdStill?: (scene: S, state: ExhibitState) => Gesture | null
  readonly leadsBackAside?: (scene: S) => boolean
  /** Time has passed. */
  readonly pass?: (state: ExhibitState, scene: S, settings: Settings) => ExhibitState
  readonly on?: {
    readonly [Type in Gesture['type']]?: (
      state: ExhibitState,
      scene: S,
      gesture: GestureOf<Type>,
      settings: Settings,
    ) => ExhibitState
  }
  /** The words at the foot, in their order. The screen prints these and no others. */
  readonly ways?: (scene: S, state: ExhibitState, settings: Settings) => readonly Way[]
  /** What else can be pressed: portraits, languages, the modes of the mirror. */
  readonly pressed?: (scene: S, state: ExhibitState, settings: Settings) => readonly Gesture[]
}

function way(word: WayWord, gesture: Gesture): Way {
  return { word, gesture, isMain: false }
}

function main(word: WayWord, gesture: Gesture): Way {
  return { word, gesture, isMain: true }
}

/** The ways there are, of those that may be. */
function those(...ways: readonly (Way | false)[]): readonly Way[] {
  return ways.filter((one) => one !== false)
}

const BACK = way('ways.back', { type: 'back' })
const BACK_FIRST = main('ways.back', { type: 'back' })
const LEAVE = way('ways.leave', { type: 'leave' })
const WITHOUT_FACE = way('consent.withoutMyFace', { type: 'without-my-face' })
const PRINT = way('whole.print', { type: 'print' })
const TRY_AGAIN = way('ways.tryAgain', { type: 'try-again' })
const TRY_AGAIN_FIRST = main('ways.tryAgain', { type: 'try-again' })
const WHY = way('why.ask', { type: 'why' })

/** Every so many turns the machine's eye opens, where it may, and for so much longer. */
const TURNS_TO_AN_EYE = 3
const EYE_HELD = 2.5
/** How many of the next nearest are offered beside a whole painting. */
const OTHERS_SHOWN = 4

const SPEAKING: readonly Gesture[] = BUILT_IN_TAGS.map((language) => ({ type: 'speak', language }))

const seeWholeOf = ({ portraitId }: ShownPortrait): Gesture => ({ type: 'see-whole', portraitId })
const chooseOf = ({ portraitId }: ShownPortrait): Gesture => ({ type: 'choose', portraitId })

const openEyeHere = (
  state: ExhibitState,
  _scene: Scene,
  { isOpen }: GestureOf<'eye'>,
  settings: Settings,
) => openEye(state, isOpen, settings)

/** The modes that can be pressed before the mirror: likeness or movement, and the machine's eye. */
function modesPressed(
  scene: FramingScene | Live | Moving,
  state: ExhibitState,
  settings: Settings,
): readonly Gesture[] {
  const isMoving = scene.name === 'moving'
  const isOpen = state.visit?.isEyeOpen !== true
  return [
    ...(isMoving || mayMove(state, settings) ? [{ type: 'move-with-me' } as const] : []),
    ...(isMoving ? [{ type: 'look-alike' } as const, { type: 'blend', blend: 0.5 } as const] : []),
    ...(mayOpenEye(state, settings) ? [{ type: 'eye', isOpen } as const] : []),
  ]
}

const SCENES = {
  attract: {
    isUnvisited: true,
    givesWay: 'to-any-trouble',
    shown: (scene, state) => passingPortrait(state, scene) ?? null,
    pressed: (_scene, state, settings) => [
      { type: 'begin' },
      ...SPEAKING,
      ...operatePressed(state, settings),
    ],
    on: {
      begin: (state, _scene, _gesture, settings) => enter(state, settings),
      speak: (state, _scene, { language }, settings) => enter({ ...state, language }, settings),
      operate: (state, _scene, _gesture, settings) => openPanel(state, settings),
    },
    pass(state, scene, settings) {
      // There is more to be seen where the machine's eye looks too.
      const heldMs = passingHeldMs(scene, settings.faceHeldMs) * (scene.isEyeOpen ? EYE_HELD : 1)
      if (state.nowMs - scene.sinceMs < heldMs || spreadOf(state).length < 2) return state
      const turn = scene.turn + 1
      const isEyeOpen = settings.machineEye === 'attract' && turn % TURNS_TO_AN_EYE === 0
      return { ...state, scene: { ...scene, turn, sinceMs: state.nowMs, isEyeOpen } }
    },
  },

  consent: {
    givesWay: 'to-any-trouble',
    ways: (_scene, _state, { duet }) =>
      those(
        main('consent.withMyFace', { type: 'with-my-face' }),
        { ...WITHOUT_FACE, isMain: true },
        duet && main('consent.theTwoOfUs', { type: 'the-two-of-us' }),
        BACK,
      ),
    pressed: () => SPEAKING,
    on: {
      'with-my-face': (state, _scene, _gesture, settings) => agree(state, false, settings),
      'the-two-of-us': (state, _scene, _gesture, settings) =>
        settings.duet ? agree(state, true, settings) : state,
    },
  },

  release: {
    givesWay: 'to-any-trouble',
    back: (state) => ({
      ...state,
      visit: arrive(state.nowMs, 'undecided'),
      scene: { name: 'consent' },
    }),
    ways: () => [main('release.sign', { type: 'sign' }), { ...WITHOUT_FACE, isMain: true }, BACK],
    pressed: () => SPEAKING,
    on: { sign: (state) => openMirror(state) },
  },

  waking: {
    mirror: 'waits',
    givesWay: 'to-no-gallery',
    ways: () => [WITHOUT_FACE, LEAVE],
  },

  framing: {
    mirror: 'answers',
    givesWay: 'to-no-gallery',
    ways: () => [WITHOUT_FACE, LEAVE],
    pressed: modesPressed,
    on: {
      'move-with-me': (state, scene, _gesture, settings) => moveWithMe(state, scene, settings),
      eye: openEyeHere,
    },
  },

  live: {
    mirror: 'answers',
    // Of equals, none lends the room its colour.
    shown: (scene) => (scene.verdict === 'nothing-near' ? null : scene.shown),
    portraits: (scene) => [scene.shown, ...scene.others],
    still: (scene) => stillBeside(likenessOf(scene), false),
    holdStill(scene, { visit, reachable }) {
      if (scene.verdict === 'looking' || !reachable) return null
      if (visit?.isDuet === true) return { type: 'next-of-two' }
      // Runners-up are equals: none of them is anybody's choice but the visitor's.
      return scene.verdict === 'nothing-near' ? null : seeWholeOf(scene.shown)
    },
    ways(scene, { visit }, settings) {
      const isSettled = scene.verdict === 'settled'
      const isDuet = visit?.isDuet === true
      return those(
        scene.verdict !== 'looking' &&
          isDuet &&
          main(visit.first === null ? 'live.nextOfTwo' : 'duet.title', { type: 'next-of-two' }),
        isSettled && !isDuet && main('live.seeWhole', seeWholeOf(scene.shown)),
        mayAskWhy(scene, settings) && visit?.isEyeOpen !== true && WHY,
        WITHOUT_FACE,
        LEAVE,
      )
    },
    pressed: (scene, state, settings) =>
      scene.verdict === 'nothing-near'
        ? [scene.shown, ...scene.others].map(seeWholeOf)
        : modesPressed(scene, state, settings),
    on: {
      'next-of-two': (state, scene, _gesture, settings) => nextOfTwo(state, scene, settings),
      'see-whole': seeWhole,
      'move-with-me': (state, scene, _gesture, settings) => moveWithMe(state, scene, settings),
      why: (state, scene, _gesture, settings) => askWhy(state, scene, settings),
      eye: openEyeHere,
    },
  },

  moving: {
    mirror: 'answers',
    back: (state, scene) => ({ ...state, scene: scene.back }),
    shown: (scene) => scene.shown,
    portraits: ({ shown }) => (shown === null ? [] : [shown]),
    ways: ({ shown }) =>
      those(shown !== null && main('live.seeWhole', seeWholeOf(shown)), WITHOUT_FACE, LEAVE),
    pressed: modesPressed,
    on: {
      'look-alike': (state, scene) => ({ ...state, scene: scene.back }),
      blend: (state, scene, gesture) => blend(state, scene, gesture.blend),
      'see-whole': seeWhole,
      eye: openEyeHere,
    },
  },

  why: {
    over: (scene) => scene.back,
    mirror: 'stays',
    withoutVisitor: (scene) => scene.back,
    still: ({ shown }) => stillBeside(shown, true),
    shown: (scene) => scene.shown,
    leadsBackAside: () => true,
    ways: () => [BACK_FIRST, LEAVE],
  },

  turn: {
    mirror: 'shows',
    isBusy: true,
    back: firstAgain,
    shown: (scene) => scene.first,
    ways: () => [main('live.nextOfTwo', { type: 'next-of-two' }), BACK, LEAVE],
    on: { 'next-of-two': (state) => ({ ...state, scene: { name: 'framing' } }) },
  },

  duet: {
    mirror: 'stays',
    back: (state, scene) => ({ ...state, scene: scene.back }),
    portraits: (scene) => scene.portraits,
    leadsBackAside: () => true,
    ways: () => [LEAVE],
    pressed: (scene) => scene.portraits.map(seeWholeOf),
    on: { 'see-whole': seeWhole },
  },

  whole: {
    over: (scene) => scene.back,
    mirror: 'stays',
    still: (scene) => stillBeside(likenessOf(scene), true),
    shown: (scene) => scene.shown,
    portraits: (scene) => [scene.shown, ...scene.others],
    leadsBackAside: (scene) => scene.back.name !== 'browse',
    ways: (scene, state, settings) =>
      scene.reveal !== 'whole'
        ? []
        : those(
            BACK_FIRST,
            way('whole.lookCloser', { type: 'look-closer' }),
            mayAskWhy(scene, settings) && WHY,
            mayShowAtlas(scene, state, settings) && way('among.see', { type: 'atlas' }),
            mayShowPoster(state, settings) && way('poster.see', { type: 'poster' }),
            settings.print && PRINT,
            LEAVE,
          ),
    pressed: (scene) => (scene.reveal === 'whole' ? othersOffered(scene).map(seeWholeOf) : []),
    on: {
      touch: revealed,
      'see-whole': seeWhole,
      'look-closer': (state, scene) => ({ ...state, scene: { name: 'closer', back: hung(scene) } }),
      why: (state, scene, _gesture, settings) => askWhy(state, hung(scene), settings),
      poster: (state, scene, _gesture, settings) =>
        mayShowPoster(state, settings)
          ? { ...state, scene: { name: 'poster', back: hung(scene) } }
          : state,
      atlas: (state, scene, _gesture, settings) =>
        mayShowAtlas(scene, state, settings)
          ? { ...state, scene: { name: 'atlas', back: hung(scene) } }
          : state,
      print: (state, scene, _gesture, { print }) =>
        print ? { ...state, scene: { name: 'print', withMe: false, back: hung(scene) } } : state,
    },
  },

  closer: {
    over: (scene) => scene.back,
    mirror: 'stays',
    isBusy: true,
    shown: ({ back }) => back.shown,
    ways: () => [BACK_FIRST, LEAVE],
  },

  poster: {
    over: (scene) => scene.back,
    mirror: 'stays',
    isBusy: true,
    withoutVisitor: (scene) => scene.back,
    shown: ({ back }) => back.shown,
    ways: (_scene, state, settings) =>
      those(BACK_FIRST, mayPrintPoster(state, settings) && PRINT, LEAVE),
    on: {
      print: (state, scene, _gesture, settings) =>
        mayPrintPoster(state, settings)
          ? { ...state, scene: { name: 'print', withMe: false, back: scene } }
          : state,
    },
  },

  atlas: {
    over: (scene) => scene.back,
    mirror: 'stays',
    isBusy: true,
    shown: ({ back }) => back.shown,
    ways: () => [BACK_FIRST, LEAVE],
  },

  print: {
    over: (scene) => scene.back,
    mirror: 'stays',
    isBusy: true,
    withoutVisitor: (scene) =>
      scene.back.name === 'poster' ? scene.back.back : { ...scene, withMe: false },
    shown: (scene) => wholeOf(scene).shown,
    ways: () => [BACK, LEAVE],
    pressed: (scene, state) =>
      mayPrintVisitor(scene, state) ? [{ type: 'with-me', withMe: !scene.withMe }] : [],
    on: {
      'with-me': (state, scene, { withMe }) =>
        state.visit?.cameraReady === true ? { ...state, scene: { ...scene, withMe } } : state,
    },
  },

  browse: {
    back: stepBack,
    shown: (scene, state) => likenessesOffered(state, scene).nearest ?? scene.chosen,
    portraits: (scene, state) => portraitsInPairs(state, scene),
    ways: browsingWays,
    pressed: browsingPressed,
    on: {
      choose: (state, scene, { portraitId }) => choose(state, scene, portraitId),
      'another-wall': nextWall,
      narrow: (state, scene, { by }) => narrowBy(state, scene, by),
      filter: (state, scene, { filter }) => filterBy(state, scene, filter),
      'see-whole': seeWhole,
      'try-again': askAgain,
      // It is where that leads.
      'without-my-face': (state) => state,
    },
  },

  apology: {
    givesWay: 'to-any-trouble',
    mirror(scene) {
      if (!('retryAtMs' in scene)) return 'off'
      return scene.retryAtMs === null ? 'waits' : 'paused'
    },
    ways: (scene) =>
      'retryAtMs' in scene
        ? [main('ways.goOnWithoutFace', { type: 'without-my-face' }), TRY_AGAIN, LEAVE]
        : [],
    pressed: (_scene, state, settings) => operatePressed(state, settings),
    on: {
      operate: (state, _scene, _gesture, settings) => openPanel(state, settings),
      'try-again'(state, scene) {
        if (!('retryAtMs' in scene)) return state
        const { engine } = state
        return {
          ...state,
          engine: engine.status === 'failed' ? { status: 'starting' } : engine,
          scene: { ...scene, retryAtMs: null },
        }
      },
    },
  },

  'still-there': {
    isUnvisited: true,
    over: (scene) => scene.under,
    ways: () => [main('stillThere.stay', { type: 'touch' }), LEAVE],
    pass: (state, scene, settings) =>
      state.nowMs >= scene.untilMs ? lapseVisit(state, settings) : state,
  },

  goodbye: {
    isUnvisited: true,
    on: {
      // A finger that lifts twice is still the one that left; later it is somebody else's.
      touch: (state, scene) =>
        state.nowMs - scene.sinceMs < SAME_FINGER_MS ? state : attract(state),
    },
    pass: (state, scene, { goodbyeMs }) =>
      state.nowMs - scene.sinceMs >= goodbyeMs ? attract(state) : state,
  },

  operator: {
    isUnvisited: true,
    ways: (scene, _state, { faceMode }) =>
      those(
        scene.unlocked &&
          faceMode &&
          scene.camera !== 'asked' &&
          scene.camera !== 'ready' &&
          TRY_AGAIN,
        { ...way('operator.close', { type: 'leave' }), isMain: scene.unlocked },
      ),
    pressed: ({ unlocked }) =>
      unlocked ? [] : [false, true].map((isRight) => ({ type: 'pin', isRight, pauseMs: 0 })),
    pass: (state, scene) => (isPanelDeserted(scene, state.nowMs) ? attract(state) : state),
    on: {
      pin: takePin,
      'try-again': (state, scene) => ({ ...state, scene: { ...scene, camera: 'asked' } }),
    },
  },
} satisfies { readonly [Name in SceneName]: SceneRow<SceneNamed<Name>> }

export const SCENE_NAMES = Object.keys(SCENES) as readonly SceneName[]

export function rowOf<S extends Scene>(scene: S): SceneRow<S> {
  return SCENES[scene.name] as SceneRow<Scene> as SceneRow<S>
}

/** What a scene leads back to in the end: past a question, and paintings looked at on the way. */
export function rootOf(scene: Scene): Scene {
  const { over } = rowOf(scene)
  return over === undefined ? scene : rootOf(over(scene))
}

export function mirrorUse(scene: Scene): MirrorUse {
  const { mirror = 'off' } = rowOf(scene)
  return typeof mirror === 'string' ? mirror : mirror(scene)
}

/** Whether the visitor stands before the mirror, and portraits answer them. */
export function isBeforeMirror(scene: Scene): scene is FramingScene | Live | Moving {
  return mirrorUse(scene) === 'answers'
}

/** The still that is wanted, also while its scene is looked at more closely, or asked about. */
export function stillWanted(scene: Scene): StillWanted | null {
  const { still, over } = rowOf(scene)
  if (still !== undefined) return still(scene)
  return over === undefined ? null : stillWanted(over(scene))
}

/** The whole painting that is on a sheet, or half of a poster. */
export function wholeOf(scene: Whole | OverWhole): Whole {
  return scene.name === 'whole' ? scene : wholeOf(scene.back)
}

/** The next nearest that are offered beside a whole painting. */
export function othersOffered({ others }: Whole): readonly ShownPortrait[] {
  return others.slice(0, OTHERS_SHOWN)
}

/**
 * Whether the visitor can be on the sheet: in a duet, another than this portrait's may stand there.
 */
export function mayPrintVisitor({ back }: Print, { visit }: ExhibitState): boolean {
  return back.name === 'whole' && back.back.name === 'live' && visit?.cameraReady === true
}

function stillBeside(beside: ShownPortrait | null, isTaken: boolean): StillWanted | null {
  return beside && { beside, isTaken }
}

function operatePressed(state: ExhibitState, settings: Settings): readonly Gesture[] {
  return mayOperate(state, settings) ? [{ type: 'operate' }] : []
}

function enter(state: ExhibitState, settings: Settings): ExhibitState {
  if (!settings.faceMode) return openBrowse(state)
  return { ...state, visit: arrive(state.nowMs, 'undecided'), scene: { name: 'consent' } }
}

/** With a face, or two; signed for first where the law wants it. */
function agree(state: ExhibitState, isDuet: boolean, settings: Settings): ExhibitState {
  if (!settings.faceMode) return state
  const agreed = { ...state, visit: { ...arrive(state.nowMs, 'undecided'), isDuet } }
  return settings.release ? { ...agreed, scene: { name: 'release' } } : openMirror(agreed)
}

function openMirror(state: ExhibitState): ExhibitState {
  const visit = state.visit && ({ ...state.visit, way: 'face' } as const)
  return { ...state, visit, scene: { name: 'waking' } }
}

function seeWhole<S extends Whole | Whole['back']>(
  state: ExhibitState,
  scene: S,
  { portraitId }: GestureOf<'see-whole'>,
): ExhibitState {
  const back: Whole['back'] = scene.name === 'whole' ? scene.back : scene
  const hanging = rowOf(back).portraits?.(back, state) ?? []
  const shown = hanging.find((portrait) => portrait.portraitId === portraitId)
  if (shown === undefined) return state
  const others = hanging.filter((portrait) => portrait !== shown)
  const wasHere = scene.name !== 'whole' && wasShownThere(state, back, shown)
  const seen: ExhibitState = {
    ...state,
    scene: { name: 'whole', shown, others, reveal: 'face', wasHere, back },
  }
  return scene.name === 'whole' ? seen : withoutStill(seen)
}

/** Whether a portrait's face has the wall in a scene, and is not only one of a row of heads. */
function wasShownThere(state: ExhibitState, scene: Whole['back'], shown: ShownPortrait): boolean {
  const hung = scene.name === 'duet' ? scene.portraits : [rowOf(scene).shown?.(scene, state)]
  const isHung = hung.some((portrait) => portrait?.portraitId === shown.portraitId)
  return isHung || (scene.name === 'browse' && scene.chosen?.portraitId === shown.portraitId)
}

/** The whole painting, with nothing of it still to come: it is not revealed once more later. */
function hung(scene: Whole): Whole {
  return scene.reveal === 'whole' ? scene : { ...scene, reveal: 'whole' }
}

function revealed(state: ExhibitState, scene: Whole): ExhibitState {
  return { ...state, scene: hung(scene) }
}

function browsingWays(scene: Browse, state: ExhibitState): readonly Way[] {
  const tryAgain = browsed(state, scene).status === 'failed' && TRY_AGAIN_FIRST
  if (scene.narrowing !== null) {
    return [main('ways.back', { type: 'narrow', by: null }), LEAVE]
  }
  if (scene.chosen !== null) {
    const { nearest } = likenessesOffered(state, scene)
    return those(
      nearest !== null && main('cabinet.walkOn', chooseOf(nearest)),
      nearest !== null && way('live.seeWhole', seeWholeOf(nearest)),
      tryAgain,
      BACK,
    )
  }
  const isNarrowed = Object.values(scene.filter).some((value) => value !== undefined)
  return those(
    tryAgain,
    wallOf(state, scene).walls > 1 && main('cabinet.anotherWall', { type: 'another-wall' }),
    ...facetsOffered(state).map((by) => way(`cabinet.narrowBy.${by}`, { type: 'narrow', by })),
    isNarrowed && way('cabinet.all', { type: 'filter', filter: {} }),
    LEAVE,
  )
}

function browsingPressed(scene: Browse, state: ExhibitState): readonly Gesture[] {
  const { narrowing, chosen, filter } = scene
  if (narrowing !== null) {
    const values = state.remotes.facets.answer?.value[narrowing] ?? []
    return values.map(({ value }) => ({
      type: 'filter',
      filter: { ...filter, [narrowing]: value },
    }))
  }
  const heads = chosen === null ? wallOf(state, scene).hung : likenessesOffered(state, scene).others
  return heads.map(chooseOf)
}

/** Of two who look different ways there is no poster to print. */
function mayPrintPoster({ visit }: ExhibitState, { print }: Settings): boolean {
  return print && visit?.posesMeet === true
}
