import { createVisitDescriptor } from '../../embeddings/visit-descriptor.ts'
import type { Camera, CameraStart } from '../camera/camera.ts'
import type { FrameLoopOptions } from '../camera/frame-loop.ts'
import type { FaceReader, FaceReading } from '../face/face-reader.ts'
import { askWithNewestProbe } from '../lookup/newest-probe.ts'
import type { FindOutcome, PendantServer } from '../lookup/pendant-server.ts'
import type { HouseNews, MirrorNews } from './exhibit-event.ts'
import { createMatchNews } from './match-news.ts'
import { createSteadyStance } from './steady-stance.ts'

/** What a mirror is made of. */
export type MirrorParts = {
  /** `gone` ends the opening as well: no camera outlasts whom it was opened for. */
  readonly openCamera: (gone: AbortSignal) => Promise<CameraStart>
  readonly startFrameLoop: (options: FrameLoopOptions) => () => void
  readonly reader: FaceReader
  readonly server: Pick<PendantServer, 'find'>
  /** Draws the visitor; `wipe` leaves no pixel of them. */
  readonly mirror: {
    show(frame: CanvasImageSource, reading: FaceReading, atMs: number): void
    wipe(): void
  }
  readonly now: () => number
  /** Told of what should never happen; the exhibit goes on. */
  readonly onFault: (problem: unknown) => void
}

/** What is wanted of a mirror. */
type MirrorWants = {
  /** Frames are read only while the engine is ready, */
  readonly reading: boolean
  /** and looked up only while that is wanted. */
  readonly finding: boolean
  /** Whose face is followed. When it becomes another's, the one before is forgotten at once. */
  readonly sitter: 'first' | 'second'
}

/** One visit before the mirror, from the camera's light going on to its going off. */
export interface MirrorSession {
  want(wants: MirrorWants): void
  /** Turns the camera off and forgets the visitor: buffers zeroed, canvases wiped. */
  close(): void
}

/** The match shown and the next nearest, some of which may be of works that are shown already. */
const MATCHES = 8
/** Probes need not come faster than a picture can change. */
const PROBE_EVERY_MS = 160
const STANCE_LASTS_MS = 450

export function openMirrorSession(
  parts: MirrorParts,
  tell: (news: MirrorNews | HouseNews) => void,
): MirrorSession {
  const { reader, mirror, now } = parts
  const visitor = createVisitDescriptor()
  const matchNews = createMatchNews()
  let steadyStance = createSteadyStance(STANCE_LASTS_MS)
  let wants: MirrorWants = { reading: false, finding: false, sitter: 'first' }
  let camera: Camera | null = null
  let stopFrames: (() => void) | null = null
  let isClosed = false
  const gone = new AbortController()
  let lastProbeMs = Number.NEGATIVE_INFINITY
  let faceNumber: number | null = null

  const probe = askWithNewestProbe({ server: parts.server, k: MATCHES, onOutcome: hear })

  function hear(outcome: FindOutcome): void {
    if (isClosed || !wants.finding) return
    if (outcome.status === 'failed') {
      matchNews.repeat()
      tell({ type: 'unanswered', trouble: outcome.failure.code })
      return
    }
    const news = matchNews.hear(outcome, now())
    if (news !== null) tell(news)
  }

  /** Somebody else stands there: nothing of the one before weighs in. */
  function beginAfresh(): void {
    probe.forget()
    matchNews.forget()
  }

  /** Wipes all that was made of the face before the mirror, the frame being read included. */
  function forget(): void {
    beginAfresh()
    visitor.clear()
    faceNumber = null
    steadyStance = createSteadyStance(STANCE_LASTS_MS)
    reader.forget()
    mirror.wipe()
  }

  function heed(reading: FaceReading): void {
    const { face, facesInView } = reading
    const standing = steadyStance({ stance: face?.framing ?? 'nobody', facesInView }, now())
    if (standing !== null) {
      tell({ type: 'face-read', ...standing })
      if (standing.stance === 'nobody') visitor.clear()
    }
    if (face === null) return
    if (face.faceNumber !== faceNumber) {
      faceNumber = face.faceNumber
      visitor.clear()
      beginAfresh()
    }
    const { descriptor } = face
    // Nothing is gathered that is not looked up: nor ever of an operator.
    if (descriptor === null || !wants.finding) return
    if (visitor.add(descriptor, face.quality) === 'started-over') beginAfresh()
    if (now() - lastProbeMs < PROBE_EVERY_MS) return
    const average = visitor.current()
    if (average === null) return
    lastProbeMs = now()
    probe.offer(average)
  }

  function adjust(): void {
    if (camera === null) return
    if (!wants.reading) {
      stopFrames?.()
      stopFrames = null
      return
    }
    const { video, picture } = camera
    stopFrames ??= parts.startFrameLoop({
      video,
      picture,
      async onFrame(frame) {
        const { sitter } = wants
        const reading = await read(frame)
        if (reading === null) return
        try {
          if (isClosed || sitter !== wants.sitter) return
          mirror.show(picture().source, reading, now())
          heed(reading)
        } finally {
          reading.face?.descriptor?.fill(0)
        }
      },
      // One frame that could not be taken or shown; the next may.
      onFailure: parts.onFault,
    })
  }

  /** Null when the engine broke: news even of a visit that is over, for the next one needs it. */
  async function read(frame: ImageBitmap): Promise<FaceReading | null> {
    try {
      return await reader.read(frame)
    } catch (problem) {
      tell({ type: 'engine-failed', reason: 'no-engine' })
      parts.onFault(problem)
      return null
    }
  }

  void parts.openCamera(gone.signal).then((start) => {
    if (start.status === 'failed') {
      if (!isClosed) tell({ type: 'camera-failed', reason: start.reason })
      return
    }
    if (isClosed) {
      start.camera.close()
      return
    }
    camera = start.camera
    camera.onEnded(() => tell({ type: 'camera-failed', reason: 'no-camera' }))
    tell({ type: 'camera-ready' })
    adjust()
  }, parts.onFault)

  return {
    want(next) {
      const isAnother = next.sitter !== wants.sitter
      wants = next
      if (isClosed) return
      if (isAnother) forget()
      adjust()
    },
    close() {
      isClosed = true
      gone.abort()
      stopFrames?.()
      camera?.close()
      camera = null
      forget()
    },
  }
}
