import { eyeCentres } from '../../embeddings/face/landmarks.ts'
import { bitmapWithin } from '../camera/within.ts'
import type { DownloadProgress } from './download-engine.ts'
import { faultOf, whyNoFace } from './judge-face.ts'
import { nextSelfieScene } from './next-scene.ts'
import { openPicture } from './open-picture.ts'
import type { SelfieGesture } from './selfie-gesture.ts'
import type {
  Choosing,
  Looking,
  SelfieScene,
  SelfieState,
  SelfieStill,
  SorryReason,
} from './selfie-state.ts'
import type { SelfieServices } from './services.ts'

const COPY_WITHIN_MS = 30_000

/** The running page. */
export interface Selfie {
  /** Takes a picture that was chosen, dropped, pasted or taken, and takes over a bitmap. */
  take(picture: Blob | ImageBitmap): void
  send(gesture: SelfieGesture): void
  /** Reloads the page. */
  reload(): void
  /** Takes the download progress of the face engine. */
  hear(progress: DownloadProgress): void
  /** Shows the next portrait that passes by. */
  passBy(): void
}

export type SelfieParts = {
  /** Rejects when a part of the page did not arrive. */
  readonly opening: Promise<SelfieServices>
  /** Reloads the page. There is no other way to load missing parts of it again. */
  readonly reload: () => void
}

/**
 * Finds a likeness for one picture after another. Each picture has one bitmap here and one copy in
 * the face worker; both are gone with the next picture. Its descriptor lives from the worker's
 * answer until the server's. Late results of an earlier picture are ignored.
 */
export function runSelfie(
  { opening, reload }: SelfieParts,
  first: SelfieState,
  onChange: (state: SelfieState) => void,
): Selfie {
  let state = first
  /** Number of the current picture. */
  let turn = 0
  let picture: ImageBitmap | null = null
  let chosen: { readonly face: number; readonly from: Choosing | null } | null = null
  /**
   * Null when it did not arrive. The page reports that once, and again to everyone who gives a
   * picture.
   */
  const arrived: Promise<SelfieServices | null> = opening.catch((problem: unknown) => {
    reportError(problem)
    return null
  })

  const change = (part: Partial<SelfieState>): void => {
    state = { ...state, ...part }
    onChange(state)
  }
  const show = (scene: SelfieScene): void => change({ scene })
  const wait = (step: Looking['step']): void => show({ name: 'looking', step, picture })
  const sorry = (reason: SorryReason, mayTryAgain = false, back: Choosing | null = null): void =>
    show({ name: 'sorry', reason, mayTryAgain, back })

  /** Frees what the last picture left, here and in the worker. */
  const wipe = (): void => {
    turn++
    picture?.close()
    picture = null
    chosen = null
    void arrived.then((services) => services?.reader.forget())
  }

  const take = async (given: Blob | ImageBitmap): Promise<void> => {
    wipe()
    const mine = turn
    wait('opening')
    const services = await arrived
    if (services === null) {
      if ('close' in given) given.close()
      if (mine === turn) sorry('no-models', true)
      return
    }
    const isOpen = await services.faceMode()
    if (mine !== turn || !isOpen) {
      if ('close' in given) given.close()
      if (mine === turn) show({ name: 'closed' })
      return
    }
    if ('close' in given) {
      picture = given
      return lookAt(services, given)
    }
    const opened = await openPicture(given)
    if (opened.status === 'failed') {
      if (mine === turn) sorry(opened.reason)
      return
    }
    if (mine !== turn) return opened.picture.close()
    picture = opened.picture
    return lookAt(services, opened.picture)
  }

  const lookAt = async (services: SelfieServices, whole: ImageBitmap): Promise<void> => {
    const mine = turn
    wait('engine')
    const start = await services.reader.start()
    if (mine !== turn) return
    if (start.status === 'failed') return sorry(start.reason, start.reason === 'no-models')
    wait('face')
    const copy = await bitmapWithin(COPY_WITHIN_MS, 'A copy of the picture', whole)
    // The picture was wiped meanwhile and the worker has been told to forget it, so the worker must
    // not receive this copy afterwards.
    if (mine !== turn) return copy.close()
    const seen = await services.reader.look(copy)
    if (mine !== turn) return
    const { faces } = seen
    if (faces.length === 0) return sorry(whyNoFace(whole, seen))
    if (faces.length > 1) return show({ name: 'choosing', picture: whole, faces })
    return describe(services, whole, 0, null)
  }

  const describe = async (
    services: SelfieServices,
    whole: ImageBitmap,
    face: number,
    from: Choosing | null,
  ): Promise<void> => {
    const mine = turn
    chosen = { face, from }
    wait('face')
    const described = await services.reader.describe(face)
    const fault = faultOf(described)
    if (mine !== turn || fault !== null) {
      described.descriptor.fill(0)
      if (fault !== null && mine === turn) sorry(fault, false, from)
      return
    }
    wait('likeness')
    const still: SelfieStill = { picture: whole, eyes: eyeCentres(described.landmarks) }
    const outcome = await services.likeness(described.descriptor)
    if (mine !== turn) return
    if (outcome.status === 'failed') return sorry(outcome.reason, true)
    const { portraits, nothingNear, nearest } = outcome
    show({ name: 'pair', still, nothingNear, portraits, nearest, shown: portraits[0] })
  }

  const tryAgain = async (): Promise<void> => {
    const services = await arrived
    if (services === null) return reload()
    if (picture === null) return show({ name: 'start' })
    if (chosen === null) return lookAt(services, picture)
    return describe(services, picture, chosen.face, chosen.from)
  }

  /** A broken face engine restarts with the next try. */
  const run = (work: () => Promise<void>): void => {
    const done = work()
    // Read after the work has begun, because `take` wipes first and so raises the number.
    const mine = turn
    done.catch((problem: unknown) => {
      reportError(problem)
      if (mine !== turn) return
      chosen = null
      sorry('no-engine', picture !== null)
    })
  }

  void arrived.then(async (services) => {
    if (services === null) return
    change({ spread: await services.spread() })
    // Files from an earlier visit need no download.
    if (await services.isEngineKept()) await services.reader.start()
  })

  return {
    take: (given) => run(() => take(given)),

    send(gesture) {
      const { scene } = state
      const next = nextSelfieScene(scene, gesture)
      if (next !== null) return show(next)
      switch (gesture.type) {
        case 'speak':
          return change({ language: gesture.language })
        case 'picture-coming':
          // Files that are surely needed load while the visitor looks for a picture.
          void arrived.then((services) => services?.reader.start())
          return
        case 'use-camera':
          wipe()
          return show({ name: 'viewfinder' })
        case 'camera-failed':
          if (scene.name === 'viewfinder') sorry(gesture.reason)
          return
        case 'choose-face':
          if (scene.name !== 'choosing') return
          return run(async () => {
            const services = await arrived
            if (services !== null) await describe(services, scene.picture, gesture.face, scene)
          })
        case 'try-again':
          return run(tryAgain)
        case 'back':
          if (scene.name === 'start' || scene.name === 'closed') return
          wipe()
          return show({ name: 'start' })
        case 'another':
          wipe()
          return show({ name: 'start' })
      }
    },

    reload,

    hear(progress) {
      if (state.scene.name === 'looking' && isAboutEngine(state.scene.step)) wait(progress)
    },

    passBy() {
      if (state.scene.name === 'start') change({ turn: state.turn + 1 })
    },
  }

  function isAboutEngine(step: Looking['step']): boolean {
    return step === 'engine' || typeof step === 'object'
  }
}
