import { firstAgain, nextOfTwo } from './duet.ts'
import type { Gesture } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { HungPortrait } from './hung-portrait.ts'
import { askWhy, notYetSat, openEye, showPoster } from './look-into.ts'
import { blend, moveWithMe } from './move-with-me.ts'
import { hearPin, openCorner } from './operator-corner.ts'
import type { Scene, Whole } from './scene.ts'
import type { Settings } from './settings.ts'
import { wakeMirror } from './take-news.ts'
import { attract, endVisit } from './visit-endings.ts'
import { arrive } from './visitor.ts'
import {
  askAgain,
  choose,
  filterCabinet,
  narrowBy,
  nextWall,
  openCabinet,
  portraitsInPairs,
  stepBack,
} from './walk-cabinet.ts'

/** The exhibit after a visitor did something. */
export function followGesture(
  state: ExhibitState,
  gesture: Gesture,
  settings: Settings,
): ExhibitState {
  if (state.scene.name === 'still-there') {
    return gesture.type === 'leave'
      ? endVisit(state, settings)
      : { ...state, scene: state.scene.under }
  }
  switch (gesture.type) {
    case 'begin':
      return state.scene.name === 'attract' ? enter(state, settings) : state
    case 'speak': {
      const spoken = { ...state, language: gesture.language }
      if (state.scene.name === 'attract') return enter(spoken, settings)
      return state.visit === null ? state : spoken
    }
    case 'with-my-face':
      return agree(state, false, settings)
    case 'the-two-of-us':
      return settings.duet ? agree(state, true, settings) : state
    case 'sign':
      return state.scene.name === 'release' ? lightMirror(state) : state
    case 'without-my-face':
      return state.visit === null || state.scene.name === 'cabinet' ? state : openCabinet(state)
    case 'see-whole':
      return seeWhole(state, gesture.portraitId)
    case 'look-closer':
      return state.scene.name === 'whole'
        ? { ...state, scene: { name: 'closer', back: state.scene } }
        : state
    case 'print': {
      const { scene } = state
      const isPrinted = settings.print && (scene.name === 'whole' || scene.name === 'poster')
      return isPrinted ? { ...state, scene: { name: 'print', withMe: false, back: scene } } : state
    }
    case 'move-with-me':
      return moveWithMe(state, settings)
    case 'look-alike':
      return state.scene.name === 'moving' ? goBack(state, settings) : state
    case 'blend':
      return blend(state, gesture.blend)
    case 'why':
      return askWhy(state, settings)
    case 'poster':
      return showPoster(state, settings)
    case 'eye':
      return openEye(state, gesture.isOpen, settings)
    case 'with-me': {
      const mayBe = state.scene.name === 'print' && state.visit?.cameraReady === true
      return mayBe ? { ...state, scene: { ...state.scene, withMe: gesture.withMe } } : state
    }
    case 'next-of-two':
      return nextOfTwo(state, settings)
    case 'choose':
      return choose(state, gesture.portraitId)
    case 'another-wall':
      return nextWall(state)
    case 'narrow':
      return narrowBy(state, gesture.by)
    case 'filter':
      return filterCabinet(state, gesture.filter)
    case 'operate':
      return openCorner(state, settings)
    case 'pin':
      return hearPin(state, gesture.isRight)
    case 'try-again':
      return tryAgain(state)
    case 'back':
      return goBack(state, settings)
    case 'leave':
      return leave(state, settings)
    case 'touch':
      return state
    default:
      return gesture satisfies never
  }
}

function enter(state: ExhibitState, settings: Settings): ExhibitState {
  if (!settings.faceMode) return openCabinet(state)
  return { ...state, visit: arrive(state.nowMs, 'undecided'), scene: { name: 'consent' } }
}

/** With a face, or two; signed for first where the law wants it. */
function agree(state: ExhibitState, isDuet: boolean, settings: Settings): ExhibitState {
  if (state.scene.name !== 'consent' || !settings.faceMode) return state
  const agreed = { ...state, visit: { ...arrive(state.nowMs, 'undecided'), isDuet } }
  return settings.release ? { ...agreed, scene: { name: 'release' } } : lightMirror(agreed)
}

function lightMirror(state: ExhibitState): ExhibitState {
  const { visit } = state
  if (visit === null) return state
  return wakeMirror({ ...state, visit: { ...visit, way: 'face' }, scene: { name: 'waking' } })
}

function seeWhole(state: ExhibitState, portraitId: string): ExhibitState {
  const back = state.scene.name === 'whole' ? state.scene.back : state.scene
  if (!leadsToWhole(back)) return state
  const hanging = portraitsOf(back)
  const shown = hanging.find((portrait) => portrait.portraitId === portraitId)
  if (shown === undefined) return state
  const others = hanging.filter((portrait) => portrait !== shown)
  const seen = { ...state, scene: { name: 'whole', shown, others, back } as const }
  return state.scene === back ? notYetSat(seen) : seen
}

function leadsToWhole(scene: Scene): scene is Whole['back'] {
  return ['live', 'moving', 'cabinet', 'duet'].includes(scene.name)
}

function portraitsOf(scene: Whole['back']): readonly HungPortrait[] {
  switch (scene.name) {
    case 'live':
      return [scene.shown, ...scene.others]
    case 'moving':
      return scene.shown === null ? [] : [scene.shown]
    case 'duet':
      return scene.portraits
    case 'cabinet':
      return portraitsInPairs(scene)
    default:
      return scene satisfies never
  }
}

function tryAgain(state: ExhibitState): ExhibitState {
  const { scene } = state
  if (scene.name === 'cabinet') return askAgain(state, scene) ?? state
  if (scene.name === 'operator') return { ...state, scene: { ...scene, camera: 'asked' } }
  if (scene.name !== 'apology' || !('retryAtMs' in scene)) return state
  const engine = state.engine.status === 'failed' ? { status: 'starting' as const } : state.engine
  return { ...state, engine, scene: { ...scene, retryAtMs: null } }
}

/** One step back; where there is none before it, out of the visit. */
function goBack(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene } = state
  switch (scene.name) {
    case 'closer':
    case 'poster':
    case 'print':
      return { ...state, scene: scene.back }
    case 'why':
    case 'moving':
    case 'whole':
    case 'duet':
      // Camera or engine may have broken while paintings were looked at.
      return wakeMirror({ ...state, scene: scene.back })
    case 'turn':
      return firstAgain(state)
    case 'release':
      return { ...state, visit: arrive(state.nowMs, 'undecided'), scene: { name: 'consent' } }
    case 'cabinet':
      return stepBack(state, scene) ?? endVisit(state, settings)
    default:
      return leave(state, settings)
  }
}

function leave(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene, visit } = state
  if (visit !== null) return endVisit(state, settings)
  return scene.name === 'goodbye' || scene.name === 'operator' ? attract(state) : state
}
