import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import type { FaceReading } from '../../../embeddings/follow/face-reading.ts'
import type { PortraitMatch } from '../../../embeddings/gallery/portrait.ts'
import type { Camera, CameraStart } from '../../../kiosk/camera/camera.ts'
import type { FrameLoopOptions } from '../../../kiosk/camera/frame-loop.ts'
import { createFrozenPairStore } from '../../../kiosk/session/frozen-pair-store.ts'
import { runExhibit } from '../../../kiosk/session/run-exhibit.ts'
import { type ExhibitState, openingState } from '../../../kiosk/state/exhibit-state.ts'
import type { BrowseFilter } from '../../../kiosk/state/scene.ts'
import type { Settings } from '../../../kiosk/state/settings.ts'
import type { GalleryInfo } from '../../../server/contract/http.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'
import { EXPLANATION, FACETS, GALLERY, portrait, SPREAD } from './exhibit-world.ts'

/** A running exhibit of which every part is moved by hand, and writes down what it is told. */
export function stage(settings: Settings) {
  const log: string[] = []
  const found: Descriptor[] = []
  const probes: Descriptor[] = []
  const asked: (BrowseFilter | 'facets')[] = []
  const faults: unknown[] = []
  /** What goes wrong next, and where. */
  const breaks: Partial<Record<'start' | 'read' | 'show', Error>> = {}
  const breakIf = (place: keyof typeof breaks): void => {
    const problem = breaks[place]
    delete breaks[place]
    if (problem !== undefined) throw problem
  }
  const moved: { readonly blend: number; readonly isLike: boolean }[] = []
  const describes: boolean[] = []
  const room = createFrozenPairStore()
  let canSit = true
  let tellRest: (portraitId: string | null) => void = () => {}
  const picture = (name: string) =>
    ({ close: () => log.push(`${name} wiped`) }) as unknown as ImageBitmap
  let answerCamera: ((start: CameraStart) => void) | null = null
  let endCamera: Parameters<Camera['onEnded']>[0] = () => {}
  let tellReachable: (reachable: boolean) => void = () => {}
  let tellGallery: (gallery: GalleryInfo) => void = () => {}
  let gallery = GALLERY
  let nowMs = 0
  let tellMotion: (isThere: boolean) => void = () => {}
  let tick = () => {}
  let frames: FrameLoopOptions | null = null
  let reading: FaceReading = NOBODY
  let likeness = 'likeness-a'
  let beforeAnswer = Promise.resolve()
  let state: ExhibitState = openingState(0, settings.language)
  let camerasOpen = 0
  const camera = (): CameraStart => ({
    status: 'ready',
    camera: {
      video: {} as HTMLVideoElement,
      picture: () => ({ source: {} as HTMLVideoElement, width: 640, height: 480 }),
      onEnded(listener) {
        endCamera = listener
      },
      close() {
        camerasOpen--
        log.push('camera closed')
      },
    },
  })
  const exhibit = runExhibit(
    {
      openCamera(gone) {
        log.push('camera asked')
        gone.addEventListener('abort', () => log.push('camera called off'))
        return new Promise((resolve) => {
          answerCamera = resolve
        })
      },
      startFrameLoop(options) {
        frames = options
        return () => {
          frames = null
          log.push('frames stopped')
        }
      },
      reader: {
        async start() {
          log.push('engine started')
          breakIf('start')
          return { status: 'ready', backend: 'wasm', trials: [] }
        },
        async explain() {
          log.push('explanation asked')
          return EXPLANATION
        },
        async read(_frame, options) {
          const isDescribed = options?.describes ?? true
          describes.push(isDescribed)
          breakIf('read')
          if (isDescribed || reading.face === null) return reading
          // Such numbers were never made.
          reading.face.descriptor?.fill(0)
          return { ...reading, face: { ...reading.face, descriptor: null } }
        },
        forget: () => log.push('reader forgot'),
        close: () => log.push('reader closed'),
      },
      server: {
        async find(descriptor) {
          probes.push(descriptor)
          found.push(toDescriptor(descriptor))
          await beforeAnswer
          return {
            status: 'matched',
            gallery: gallery.id,
            nothingNear: false,
            matches: [matchOf(likeness)],
          }
        },
        checkPin: async () => null,
        transport: () => 'websocket',
        onGallery(listener) {
          tellGallery = listener
          listener(gallery)
          return () => {}
        },
        onServerInfo(listener) {
          listener({ publicUrl: null })
          return () => {}
        },
        onReachable(listener) {
          tellReachable = listener
          listener(true)
          return () => {}
        },
        close: () => log.push('server closed'),
      },
      collection: {
        async spread(_count, filter) {
          if (filter !== undefined) asked.push(filter)
          return { gallery: gallery.id, portraits: SPREAD }
        },
        likenesses: async () => null,
        portrait: async (portraitId) => portrait(portraitId),
        computed: async () => null,
        async facets() {
          asked.push('facets')
          return { gallery: gallery.id, facets: FACETS }
        },
      },
      mirror: { show: () => breakIf('show'), wipe: () => log.push('mirror wiped') },
      poseMatcher: {
        watch: () => log.push('rest watched'),
        answer(_reading, likeTo, blend) {
          moved.push({ blend, isLike: likeTo !== null })
        },
        onRest(listener) {
          tellRest = listener
          return () => log.push('nobody rests')
        },
        forget: () => log.push('movement forgotten'),
      },
      eye: { show: () => log.push('eye saw'), wipe: () => log.push('eye wiped') },
      frozenPairs: {
        room,
        stillOf: async () =>
          canSit
            ? { picture: picture('portrait'), landmarks: madeUpLandmarks(50, { x: 100, y: 100 }) }
            : null,
      },
      copy: async () => picture('copy'),
      held: { hold: () => ({}) as ImageBitmap, wipe: () => log.push('frame wiped') },
      mirrored: true,
      posePack: {
        async load(sha256) {
          log.push(`posePack ${sha256.slice(0, 2)} asked`)
          return true
        },
      },
      now: () => nowMs,
      onFault: (problem) => faults.push(problem),
      watchMotion(tell) {
        log.push('motion watched')
        tellMotion = tell
        return () => log.push('motion unwatched')
      },
      every(_ms, listener) {
        tick = listener
        return () => log.push('clock stopped')
      },
    },
    settings,
    (next) => {
      state = next
    },
  )
  return {
    log,
    found,
    probes,
    asked,
    faults,
    breaks,
    moved,
    describes,
    room,
    exhibit,
    scene: () => state.scene.name,
    state: () => state,
    camerasOpen: () => camerasOpen,
    /** The browser lets a camera be used that was asked for; nothing where none was. */
    openCamera() {
      if (answerCamera === null) return
      camerasOpen++
      answerCamera(camera())
      answerCamera = null
    },
    unplugCamera: () => endCamera({ status: 'failed', reason: 'no-camera', detail: 'Unplugged.' }),
    /** Somebody moves before the kiosk that nobody visits, or nobody does any more. */
    stir: (isThere: boolean) => tellMotion(isThere),
    /** PoseVector comes to rest on a portrait, or goes on. */
    restOn: (portraitId: string | null) => tellRest(portraitId),
    /** Nothing is known of where the portraits' features are. */
    hideLandmarks() {
      canSit = false
    },
    tellReachable: (reachable: boolean) => tellReachable(reachable),
    publish(id: string) {
      gallery = { ...GALLERY, id }
      tellGallery(gallery)
    },
    /** Whom those who are looked up from now on resemble. */
    resemble(portraitId: string) {
      likeness = portraitId
    },
    /** The server takes its time from now on; returns the way to let it answer. */
    delayAnswers(): () => void {
      let answer = () => {}
      beforeAnswer = new Promise((resolve) => {
        answer = resolve
      })
      return answer
    },
    wait(ms: number, everyMs = 250) {
      for (const until = nowMs + ms; nowMs < until; ) {
        nowMs += everyMs
        tick()
      }
    },
    /** The camera's next picture; whether anybody looks at it. */
    async frame(next: FaceReading): Promise<boolean> {
      reading = next
      nowMs += 200
      const isRead = frames !== null
      await frames?.onFrame({} as ImageBitmap).catch(frames.onFailure)
      await settled()
      return isRead
    },
  }
}

export const NOBODY: FaceReading = {
  frameWidth: 640,
  frameHeight: 480,
  facesInView: 0,
  face: null,
}

export function framed(
  faceNumber = 1,
  descriptor = toDescriptor(Array(128).fill(0.1)),
): FaceReading {
  const face = {
    faceNumber,
    landmarks: madeUpLandmarks(50, { x: 100, y: 100 }),
    pose: { yaw: 0, pitch: 0, roll: 0 },
    framing: 'framed' as const,
    quality: 1,
    descriptor,
  }
  return { ...NOBODY, facesInView: 1, face }
}

function matchOf(portraitId: string): PortraitMatch {
  const { label, workId, picture, crop, eyes } = portrait(portraitId)
  return {
    portraitId,
    workId,
    ...label,
    picture,
    crop,
    eyes,
    squaredDistance: 0.2,
    adjustedSquaredDistance: 0.7,
    similarity: 0.8,
  }
}

/** Lets what was promised be kept. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve()
}
