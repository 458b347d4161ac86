import '../page/own-scripts-alone.ts'
import '../styles/exhibit.css'
import { render } from 'preact'
import { SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { colourOf } from '../../server/contract/colour.ts'
import type { Camera, CameraFailure } from '../camera/camera.ts'
import { startFrameLoop } from '../camera/frame-loop.ts'
import { createHeldFrame } from '../camera/held-frame.ts'
import { openCamera } from '../camera/open-camera.ts'
import { watchMotion } from '../camera/watch-motion.ts'
import { bitmapWithin } from '../camera/within.ts'
import { createVisitorEye } from '../eye/visitor-eye.ts'
import { startFaceReader } from '../face/start-face-reader.ts'
import { loadLetters } from '../messages/letters.ts'
import { USUAL_LOCALES } from '../messages/locales.ts'
import { createPoseMatcher } from '../moving/pose-matcher.ts'
import { connectPendantServer } from '../server/connect-pendant-server.ts'
import { fetchCollection } from '../server/fetch-collection.ts'
import { fetchPosePack } from '../server/fetch-pose-pack.ts'
import { fetchStill } from '../server/fetch-still.ts'
import { createFrozenPairStore } from '../session/frozen-pair-store.ts'
import { type RunningExhibit, runExhibit } from '../session/run-exhibit.ts'
import { type ExhibitState, openingState } from '../state/exhibit-state.ts'
import type { Gesture } from '../state/scene.ts'
import { USUAL_SETTINGS } from '../state/settings.ts'
import { createFaults, type Faults, listenForFaults } from '../upkeep/faults.ts'
import { createPaces } from '../upkeep/paces.ts'
import { watchParts } from '../upkeep/panel-facts.ts'
import { watchPage } from '../upkeep/watch-page.ts'
import { ExhibitView } from '../view/exhibit-view.tsx'
import type { Surfaces } from '../view/view-props.ts'
import { createMirror } from '../wall/mirror.ts'
import { extremesOf } from '../wall/plaster.ts'
import { dressRoom } from './dress-room.ts'
import { type MuseumSettings, openSettings } from './open-settings.ts'

/** Opens the house: settings first, then the look of the room, then the exhibit in it. */
async function open(place: HTMLElement): Promise<void> {
  const faults = createFaults(() => new Date())
  listenForFaults(faults)
  const museum = await openSettings(
    () => {
      clearRefusal(place)
      apologise(place)
    },
    (problem) => showRefusal(place, problem),
  )
  await dressRoom(museum.settings.look, reportError)
  clearRefusal(place)
  runIn(place, museum, faults)
}

const COPY_WITHIN_MS = 5_000

function runIn(place: HTMLElement, { settings, locales }: MuseumSettings, faults: Faults): void {
  const mirror = createMirror({
    mirrored: settings.camera.mirrored,
    wall: colourOf(settings.look.wall),
  })
  const shade = extremesOf(colourOf(settings.look.wall)).darkest
  const poseMatcher = createPoseMatcher({
    mirrored: settings.camera.mirrored,
    shade,
    fetchPosePack,
    onFault: reportError,
  })
  const eye = createVisitorEye(mirror)
  const frozenPairs = createFrozenPairStore()
  const server = connectPendantServer()
  const collection = fetchCollection()
  const reader = startFaceReader()
  let state: ExhibitState | null = null
  let exhibit: RunningExhibit | null = null
  const send = (gesture: Gesture) => exhibit?.send(gesture)
  let stoodStill = false
  /** At an address of its own the page begins with the operator panel. */
  let opensPanel = location.pathname === '/operator'
  const noteCamera = ({ reason, detail }: CameraFailure): void => {
    faults.remark(`Camera: ${detail}`)
    stoodStill = reason === 'camera-frozen'
  }
  const noteEnd = (camera: Camera): Camera => ({
    ...camera,
    onEnded: (listener) =>
      camera.onEnded((failure) => {
        noteCamera(failure)
        listener(failure)
      }),
  })
  const paces = createPaces(() => performance.now())
  const { parts, panel } = watchParts(
    {
      async openCamera(gone) {
        const start = await openCamera(
          { ...settings.camera, onMissing, mustMove: stoodStill },
          gone,
        )
        if (gone.aborted) return start
        if (start.status === 'failed') noteCamera(start)
        else stoodStill = false
        return start.status === 'ready' ? { ...start, camera: noteEnd(start.camera) } : start
      },
      startFrameLoop,
      reader: {
        ...reader,
        async start() {
          const start = await reader.start()
          if (start.status === 'failed') faults.remark(`Face reader: ${start.detail}`)
          return start
        },
      },
      server,
      collection,
      mirror,
      poseMatcher,
      posePack: poseMatcher,
      eye,
      frozenPairs: {
        room: frozenPairs,
        stillOf: (portrait) => fetchStill(portrait, collection),
      },
      copy: (picture) => bitmapWithin(COPY_WITHIN_MS, 'A copy of a picture', picture),
      held: createHeldFrame(),
      mirrored: settings.camera.mirrored,
      now: () => performance.now(),
      // What should never happen: the page's own listener notes it, as it notes what nobody caught.
      onFault: reportError,
      watchMotion: (tell) => watchMotion(settings.camera.name, tell, reportError),
      every(ms, tick) {
        const timer = setInterval(tick, ms)
        return () => clearInterval(timer)
      },
    },
    paces,
    () => faults.last,
  )
  const reveal: Surfaces['reveal'] = (portraitId, stage) => exhibit?.reveal(portraitId, stage)
  const surfaces = { mirror, poseMatcher, eye, frozenPairs, reveal, panel }
  exhibit = runExhibit(parts, settings, (next) => {
    state = next
    paces.see(next)
    if (opensPanel && next.scene.name === 'attract') {
      opensPanel = false
      queueMicrotask(() => send({ type: 'operate' }))
    }
    render(<ExhibitView {...{ state: next, settings, locales, surfaces, send }} />, place)
  })

  function onMissing(there: readonly string[]): void {
    const names = there.map((name) => `“${name}”`).join(', ')
    faults.remark(`Camera: there is none called “${settings.camera.name}”, but ${names}.`)
  }

  onPutAside(() => send({ type: 'leave' }))
  loadLetters(locales).catch(reportError)
  watchPage({
    renewDaily: settings.renewDaily,
    faults,
    news: () => ({
      isAttracting: state?.scene.name === 'attract',
      isOutdated: isOutdated(state),
    }),
  })
}

/**
 * Calls back when the page is put aside: its tab hidden, its computer closed, its window frozen or
 * left. Browsers may keep such a page alive for long, with all that was in it.
 */
function onPutAside(listener: () => void): void {
  addEventListener('pagehide', listener)
  document.addEventListener('freeze', listener)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') listener()
  })
}

/**
 * Whether the published gallery holds descriptors that this page cannot make: the server is newer.
 */
function isOutdated(state: ExhibitState | null): boolean {
  const gallery = state?.gallery ?? 'unknown'
  return gallery !== 'unknown' && gallery.spaceId !== SPACE_ID
}

/** Before the server has said anything there is no pose pack to move. */
const NO_POSE_PACK = { mirrored: true, fetchPosePack: async () => null, onFault: reportError }

/** Says that the server is away before it has said anything: words only, and nothing to press. */
function apologise(place: HTMLElement): void {
  const { look, language } = USUAL_SETTINGS
  const state: ExhibitState = {
    ...openingState(performance.now(), language),
    scene: { name: 'apology', reason: 'server-gone' },
  }
  const mirror = createMirror({ mirrored: true, wall: colourOf(look.wall) })
  const shade = extremesOf(colourOf(look.wall)).darkest
  const surfaces: Surfaces = {
    mirror,
    poseMatcher: createPoseMatcher({ ...NO_POSE_PACK, shade }),
    eye: createVisitorEye(mirror),
    frozenPairs: createFrozenPairStore(),
    reveal: () => {},
    panel: null,
  }
  const props = { state, settings: USUAL_SETTINGS, locales: USUAL_LOCALES, surfaces }
  render(<ExhibitView {...props} send={() => {}} />, place)
}

/** For the operator who wrote the file; no visitor is there yet. */
function showRefusal(place: HTMLElement, problem: string): void {
  render(null, place)
  place.textContent = problem
  place.className = 'refusal'
}

function clearRefusal(place: HTMLElement): void {
  if (place.className !== 'refusal') return
  place.replaceChildren()
  place.className = ''
}

const place = document.getElementById('exhibit')
if (place === null) throw new Error('index.html has no #exhibit to hang the exhibit in.')
void open(place)
