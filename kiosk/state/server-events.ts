import { isSameFilter, narrowedWanted } from './browse.ts'
import type { ServerEvent } from './exhibit-event.ts'
import { type ExhibitState, galleryIdOf } from './exhibit-state.ts'
import { posePackOf } from './move-with-me.ts'
import { passingPortrait } from './passing.ts'
import {
  ask,
  NOTHING_ASKED,
  type Question,
  type Questions,
  type Remote,
  type Remotes,
  retryNow,
  takeReply,
} from './remote.ts'
import type { Scene, ServerTrouble } from './scene.ts'
import { isBeforeMirror, rootOf, rowOf } from './scenes.ts'
import type { Settings } from './settings.ts'
import { attract } from './visit.ts'

/** When a question is asked, and what becomes of its answer. */
type QuestionRow<Q extends Question> = {
  /**
   * What is wanted to be known of; null where nothing is, or a silent server is not to be asked.
   */
  readonly wanted: (state: ExhibitState) => Questions[Q]['of'] | null
  /** Whether an older answer serves until the new one comes. */
  readonly staysFor?: (old: Questions[Q]['of'], wanted: Questions[Q]['of']) => boolean
  /** Where there is no answer at all, the visitor is told so and decides whether to ask again. */
  readonly isRetriedByHand?: true
  /** It tells of the visitor, and is forgotten with them. */
  readonly isOfVisitor?: true
}

const QUESTIONS: { readonly [Q in Question]: QuestionRow<Q> } = {
  spread: { wanted: galleryToAsk, staysFor: () => true },
  facets: {
    wanted: (state) => (browseOf(state) === null ? null : galleryToAsk(state)),
    staysFor: () => true,
  },
  narrowed: {
    wanted(state) {
      const browse = browseOf(state)
      return browse && narrowedWanted(state, browse)
    },
    staysFor: (old, wanted) => isSameFilter(old.filter, wanted.filter),
    isRetriedByHand: true,
    isOfVisitor: true,
  },
  likenesses: {
    wanted: (state) => browseOf(state)?.chosen?.portraitId ?? null,
    isRetriedByHand: true,
    isOfVisitor: true,
  },
  // Nobody waits for it: it is on its way as soon as somebody stands before the mirror.
  posePack: {
    wanted: (state) => (state.reachable && state.visit?.way === 'face' ? posePackOf(state) : null),
  },
  computed: { wanted: computedWanted, isOfVisitor: true },
}
const NAMES = Object.keys(QUESTIONS) as readonly Question[]

function galleryToAsk(state: ExhibitState): string | null {
  return state.reachable ? galleryIdOf(state) : null
}

function browseOf({ scene }: ExhibitState) {
  const root = rootOf(scene)
  return root.name === 'browse' ? root : null
}

/** What the machine's eye looks at: the portrait beside the visitor, or one that passes by. */
function computedWanted(state: ExhibitState): string | null {
  const { scene } = state
  if (scene.name === 'attract') {
    return scene.isEyeOpen ? (passingPortrait(state, scene)?.portraitId ?? null) : null
  }
  if (!isEyeOpen(state) || (scene.name !== 'live' && scene.name !== 'moving')) return null
  return scene.shown?.portraitId ?? null
}

/** Whether what is computed of the visitor is drawn. */
export function isEyeOpen({ visit, scene }: ExhibitState): boolean {
  return visit?.isEyeOpen === true && isBeforeMirror(scene)
}

/** The exhibit after the server said something. */
export function takeServerEvent(
  state: ExhibitState,
  event: ServerEvent,
  settings: Settings,
): ExhibitState {
  switch (event.type) {
    case 'reachable':
      if (event.reachable === state.reachable) return state
      return { ...state, reachable: event.reachable, reachableSinceMs: state.nowMs }
    case 'gallery': {
      const due = mapRemotes(state.remotes, (name) => retryNow(state.remotes[name], state.nowMs))
      const remotes = { ...due, computed: NOTHING_ASKED.computed }
      return { ...state, gallery: event.gallery, remotes }
    }
    case 'info':
      return { ...state, publicUrl: event.publicUrl }
    case 'reply': {
      const remote = state.remotes[event.to]
      const isByHand = QUESTIONS[event.to].isRetriedByHand === true
      const isAnswered = event.answer !== null || remote.answer !== null
      const retryAtMs = isByHand && !isAnswered ? null : state.nowMs + settings.retryMs
      const next = takeReply(remote, event, retryAtMs)
      return { ...state, remotes: { ...state.remotes, [event.to]: next } }
    }
    default:
      return event satisfies never
  }
}

/** The exhibit with all asked of the server that its state wants to know, and no more. */
export function askServer(state: ExhibitState): ExhibitState {
  const { visit, nowMs } = state
  const remotes = mapRemotes(state.remotes, <Q extends Question>(name: Q) => {
    const { wanted, staysFor = () => false, isOfVisitor } = QUESTIONS[name] as QuestionRow<Q>
    const of = wanted(state)
    const isOver = of === null && visit === null && isOfVisitor === true
    const remote: Remote<Q> = isOver ? NOTHING_ASKED[name] : state.remotes[name]
    return ask(remote, of, nowMs, staysFor)
  })
  return remotes === state.remotes ? state : { ...state, remotes }
}

/** The same object where nothing changes. */
function mapRemotes(remotes: Remotes, map: <Q extends Question>(name: Q) => Remote<Q>): Remotes {
  const mapped = NAMES.map((name) => [name, map(name)] as const)
  const isSame = mapped.every(([name, remote]) => remote === remotes[name])
  return isSame ? remotes : (Object.fromEntries(mapped) as unknown as Remotes)
}

/** What is wrong with the server or its gallery. Silence counts only after a while. */
function troubleOf(state: ExhibitState, settings: Settings): ServerTrouble | null {
  const silentMs = state.nowMs - state.reachableSinceMs
  if (!state.reachable && silentMs >= settings.serverGraceMs) return 'server-gone'
  if (state.gallery === null) return 'no-gallery'
  if (state.gallery !== 'unknown' && state.gallery.portraits === 0) return 'empty-gallery'
  return null
}

/**
 * Brings the scene into line with the server. A visitor who already has a portrait keeps it through
 * any trouble; scenes that have nothing to show yet give way to an apology, and it gives way again.
 */
export function withServerTrouble(state: ExhibitState, settings: Settings): ExhibitState {
  const trouble = troubleOf(state, settings)
  const { scene } = state
  if (scene.name === 'apology' && 'retryAtMs' in scene) return state
  if (trouble === null) return scene.name === 'apology' ? attract(state) : state
  if (!givesWay(scene, trouble) || state.visit?.first != null) return state
  if (scene.name === 'apology' && scene.reason === trouble) return state
  return {
    ...state,
    visit: null,
    language: settings.language,
    scene: { name: 'apology', reason: trouble },
  }
}

function givesWay(scene: Scene, trouble: ServerTrouble): boolean {
  if (scene.name === 'still-there') return givesWay(scene.under, trouble)
  const { givesWay: to } = rowOf(scene)
  return to === 'to-any-trouble' || (to === 'to-no-gallery' && trouble !== 'server-gone')
}
