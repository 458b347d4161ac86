import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { Camera } from '../camera/camera.ts'
import { answerMovement } from './answer-movement.ts'
import { explainFrozenPairs } from './explain-frozen-pair.ts'
import { findLikeness } from './find-likeness.ts'
import type { FrameConsumer, MirrorParts, MirrorWants, Tell } from './frame-consumer.ts'
import { createPairFreezer } from './freeze-pair.ts'
import { posesMeet } from './poses-meet.ts'

/** One visit before the mirror, from the camera's light going on to its going off. */
export interface MirrorSession {
  want(wants: MirrorWants): void
  /** Turns the camera off and forgets the visitor: buffers zeroed, canvases wiped. */
  close(): void
}

const NOTHING: MirrorWants = {
  reading: false,
  finding: false,
  moving: null,
  eye: false,
  pair: null,
  explaining: false,
  followed: 'first',
}

/** Frames in a row that a browser may fail to give before the camera is asked for anew. */
const MOST_FRAMES_LOST = 3

/** The loop over the camera's frames, newest first; what is made of them, its consumers do. */
export function openMirrorSession(parts: MirrorParts, tellAlways: Tell): MirrorSession {
  const { reader, held, now, onFault } = parts
  let wants: MirrorWants = NOTHING
  let camera: Camera | null = null
  let stopFrames: (() => void) | null = null
  /** Frames in a row that could not be taken. */
  let framesLost = 0
  const gone = new AbortController()
  const { signal } = gone
  /** Nothing is told of a visit that is over. */
  const tell: Tell = (news) => {
    if (!signal.aborted) tellAlways(news)
  }

  const wanted = () => wants
  const picture = drawFrames(parts, wanted)
  const likeness = findLikeness(parts, wanted, tell)
  const movement = answerMovement(parts, wanted, likeness.average, tell)
  const explainer = explainFrozenPairs(parts, wanted, tell)
  const frozenPairs = createPairFreezer(
    { ...parts.frozenPairs, copy: parts.copy },
    (pair) => {
      const { portraitId } = pair
      tell({ type: 'sat', portraitId, posesMeet: posesMeet(pair, parts.mirrored) })
      explainer.onFrozen()
    },
    onFault,
  )
  const still: FrameConsumer = {
    onWants: ({ pair }) => frozenPairs.want(pair),
    forget: frozenPairs.close,
  }
  // In this order: portraits answer by the average of the frames before, and a frozen pair is
  // explained once it is taken.
  const consumers: readonly FrameConsumer[] = [picture, movement, likeness, still, explainer]

  /** Wipes all that was made of the face before the mirror, the frame being read included. */
  const forget = (): void => {
    reader.forget()
    for (const consumer of consumers) consumer.forget()
  }

  /** Without it there is no still, this time; the frame is read all the same. */
  const keep = (frame: ImageBitmap): Promise<ImageBitmap | null> =>
    frozenPairs.keep(frame, now()).catch((problem: unknown) => {
      onFault(problem)
      return null
    })

  const onFrame = async (frame: ImageBitmap): Promise<void> => {
    const { followed } = wants
    const kept = await keep(frame)
    const seen = held.hold(frame)
    const reading = await read(frame)
    framesLost = 0
    try {
      if (reading === null || signal.aborted || followed !== wants.followed) return kept?.close()
      const atMs = now()
      for (const consumer of consumers) consumer.onFrame?.({ seen, reading, atMs })
      if (kept !== null) frozenPairs.offer(kept, reading)
    } finally {
      reading?.face?.descriptor?.fill(0)
    }
  }

  /** Null when the engine broke: news even of a visit that is over, for the next one needs it. */
  const read = async (frame: ImageBitmap): Promise<FaceReading | null> => {
    try {
      const describes = consumers.some((consumer) => consumer.describes?.(now()) === true)
      return await reader.read(frame, { describes })
    } catch (problem) {
      tellAlways({ type: 'engine-failed', reason: 'no-engine' })
      onFault(problem)
      return null
    }
  }

  const adjust = (): void => {
    if (camera === null) return
    if (!wants.reading) {
      stopFrames?.()
      stopFrames = null
      return
    }
    stopFrames ??= parts.startFrameLoop({
      video: camera.video,
      picture: camera.picture,
      isHurried: () => wants.moving !== null,
      onFrame,
      onFailure(problem) {
        onFault(problem)
        framesLost++
        // One frame that could not be taken or shown; the next may. Not where none can.
        if (framesLost >= MOST_FRAMES_LOST) tell({ type: 'camera-failed', reason: 'camera-silent' })
      },
    })
  }

  /** What `openCamera` should never do. The visitor is told all the same, and it is tried again. */
  const onCameraFault = (problem: unknown): void => {
    tell({ type: 'camera-failed', reason: 'camera-silent' })
    onFault(problem)
  }

  void parts.openCamera(signal).then((start) => {
    if (start.status === 'failed') return tell({ type: 'camera-failed', reason: start.reason })
    if (signal.aborted) return start.camera.close()
    camera = start.camera
    camera.onEnded(({ reason }) => tell({ type: 'camera-failed', reason }))
    tell({ type: 'camera-ready' })
    adjust()
  }, onCameraFault)

  return {
    want(next) {
      const before = wants
      wants = next
      if (signal.aborted) return
      if (next.followed !== before.followed) forget()
      for (const consumer of consumers) consumer.onWants?.(next, before)
      adjust()
    },
    close() {
      gone.abort()
      for (const consumer of consumers) consumer.close?.()
      stopFrames?.()
      camera?.close()
      camera = null
      forget()
    },
  }
}

/** The visitor in the mirror, and over them what is computed of them. */
function drawFrames(
  { mirror, held, eye }: Pick<MirrorParts, 'mirror' | 'held' | 'eye'>,
  wants: () => MirrorWants,
): FrameConsumer {
  return {
    onFrame({ seen, reading, atMs }) {
      mirror.show(seen, reading, atMs)
      if (wants().eye) eye.show(seen, reading, atMs)
    },
    onWants(next, before) {
      if (!next.eye && before.eye) eye.wipe()
    },
    forget() {
      mirror.wipe()
      held.wipe()
      eye.wipe()
    },
  }
}
