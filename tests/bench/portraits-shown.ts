import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import type { CameraStart } from '../../kiosk/camera/camera.ts'
import type { FrameLoopOptions } from '../../kiosk/camera/frame-loop.ts'
import type { FindOutcome } from '../../kiosk/server/pendant-server.ts'
import { createFrozenPairStore } from '../../kiosk/session/frozen-pair-store.ts'
import { openMirrorSession } from '../../kiosk/session/mirror-session.ts'
import type { EngineEvent, MirrorEvent } from '../../kiosk/state/exhibit-event.ts'
import type { TimedReading } from './kiosk-follows.ts'

/** Which portrait hung from when on, and whether it had settled. */
export type Shown = {
  readonly atMs: number
  readonly portraitId: string
  readonly isSettled: boolean
}

/** The portraits of a gallery most like a probe, the most like first. */
export type LookUp = (probe: Descriptor, k: number) => Promise<FindOutcome>

const PROBE_EVERY_MS = 160
/** What counts as settled where nothing says so: a portrait that has hung for so long. */
const HUNG_LONG_MS = 1_400

/** What the kiosk's own session shows of a visit; answers come one frame after their probes. */
export async function shownByKiosk(
  readings: readonly TimedReading[],
  lookUp: LookUp,
): Promise<Shown[]> {
  const shown: Shown[] = []
  let nowMs = 0
  let next: TimedReading | undefined
  let frames: FrameLoopOptions | undefined
  let answer = (): void => {}
  const camera: CameraStart = {
    status: 'ready',
    camera: {
      video: {} as HTMLVideoElement,
      picture: () => ({ source: {} as HTMLVideoElement, width: 640, height: 480 }),
      onEnded() {},
      close() {},
    },
  }
  const session = openMirrorSession(
    {
      openCamera: async () => camera,
      startFrameLoop(options) {
        frames = options
        return () => {}
      },
      reader: {
        start: async () => ({ status: 'ready', backend: 'wasm', trials: [] }),
        read: async () => replay(next as TimedReading),
        explain: async () => null,
        forget() {},
        close() {},
      },
      server: {
        find: (probe, k) =>
          new Promise((resolve) => {
            // The session may zero the probe before it is looked up.
            const outcome = lookUp(probe.slice() as Descriptor, k)
            answer = () => resolve(outcome)
          }),
      },
      mirror: { show() {}, wipe() {} },
      poseMatcher: { watch() {}, answer() {}, onRest: () => () => {}, forget() {} },
      eye: { show() {}, wipe() {} },
      frozenPairs: {
        room: createFrozenPairStore(),
        stillOf: async () => null,
      },
      copy: async () => ({ close() {} }) as ImageBitmap,
      held: { hold: () => ({}) as ImageBitmap, wipe() {} },
      mirrored: true,
      portrait: async () => null,
      now: () => nowMs,
      onFault(problem) {
        throw problem
      },
    },
    (news: MirrorEvent | EngineEvent) => {
      if (news.type !== 'matched') return
      const { portraitId } = news.portraits[0]
      shown.push({ atMs: nowMs, portraitId, isSettled: news.verdict !== 'looking' })
    },
  )
  session.want({
    reading: true,
    finding: true,
    moving: null,
    eye: false,
    pair: null,
    explaining: false,
    followed: 'first',
  })
  await promisesKept()
  for (next of readings) {
    nowMs = next.atMs
    answer()
    await promisesKept()
    await frames?.onFrame({} as ImageBitmap)
  }
  session.close()
  return shown
}

/** A reading whose numbers the session may zero. */
function replay({ reading }: TimedReading) {
  const { face } = reading
  if (!face?.descriptor) return reading
  return { ...reading, face: { ...face, descriptor: face.descriptor.slice() as Descriptor } }
}

/** Lets everything that waits for nothing else happen. */
function promisesKept(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Something that makes one probe of the frames so far. */
type Averaging = {
  add(descriptor: Descriptor, quality: number): unknown
  current(): Descriptor | null
  clear(): void
}

/** What would be shown of the same visit by plainer means; `pick` chooses of each answer. */
export async function shownPlainly(
  readings: readonly TimedReading[],
  lookUp: LookUp,
  averaging: Averaging,
  pick: (shown: string | null, matches: readonly [PortraitMatch, ...PortraitMatch[]]) => string,
): Promise<Shown[]> {
  const shown: Shown[] = []
  let faceNumber: number | null = null
  let asked: FindOutcome | null = null
  let probedAtMs = Number.NEGATIVE_INFINITY
  for (const { atMs, reading } of readings) {
    if (asked?.status === 'matched') {
      const last = shown.at(-1)
      const portraitId = pick(last?.portraitId ?? null, asked.matches)
      const since = shown.findLast((one, i) => shown[i - 1]?.portraitId !== one.portraitId)
      const isSame = last?.portraitId === portraitId
      const isSettled = isSame && atMs - (since?.atMs ?? atMs) >= HUNG_LONG_MS
      if (!isSame || last?.isSettled !== isSettled) shown.push({ atMs, portraitId, isSettled })
    }
    asked = null
    const { face } = reading
    if (!face?.descriptor) continue
    if (face.faceNumber !== faceNumber) averaging.clear()
    faceNumber = face.faceNumber
    averaging.add(face.descriptor, face.quality)
    const probe = averaging.current()
    if (probe === null || atMs - probedAtMs < PROBE_EVERY_MS) continue
    probedAtMs = atMs
    asked = await lookUp(probe, 8)
  }
  return shown
}
