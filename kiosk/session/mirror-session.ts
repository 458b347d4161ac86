import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import { createVisitDescriptor } from '../../embeddings/likeness/visit-descriptor.ts'
import type { Camera, CameraStart } from '../camera/camera.ts'
import type { FrameLoopOptions } from '../camera/frame-loop.ts'
import type { HeldFrame } from '../camera/held-frame.ts'
import type { FaceReader } from '../face/face-reader.ts'
import { askWithNewestProbe } from '../server/newest-probe.ts'
import type { FindOutcome, PendantServer } from '../server/pendant-server.ts'
import type { EngineEvent, MirrorEvent } from '../state/exhibit-event.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Sitting } from '../state/sitting.ts'
import { createMatchNews } from './match-news.ts'
import { createSteadyStance } from './steady-stance.ts'
import { createSittingTaker, type SittingParts } from './take-sitting.ts'

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
  /** Portraits that answer the visitor's movement. */
  readonly movers: {
    /** Learns how the face is at rest, while portraits do not answer it yet. */
    watch(reading: FaceReading, atMs: number): void
    /** Answers the face as it stands; `likeTo` is the visitor's average, null where only movement counts. */
    answer(reading: FaceReading, likeTo: Descriptor | null, blend: number, atMs: number): void
    /** Called with the portrait on which movement has come to rest, null when it goes on. */
    onRest(listener: (portraitId: string | null) => void): () => void
    /** Forgets how the visitor moved and whom they resemble. */
    forget(): void
  }
  /** Draws what is computed of the visitor; `wipe` leaves nothing of it. */
  readonly eye: {
    show(frame: CanvasImageSource, reading: FaceReading, atMs: number): void
    wipe(): void
  }
  readonly sittings: Omit<SittingParts, 'copy'>
  /** Another picture of the same pixels, whose taker closes it. */
  readonly copy: SittingParts['copy']
  readonly held: HeldFrame
  /** One portrait by its id; null where it cannot be had. */
  readonly portrait: (portraitId: string) => Promise<HungPortrait | null>
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
  /** How much of likeness counts while portraits answer movement; null while they do not. */
  readonly moving: { readonly blend: number } | null
  /** Whether what is computed is drawn, and the way through the index asked for. */
  readonly eye: boolean
  readonly sitting: { readonly beside: HungPortrait; readonly isTaken: boolean } | null
  readonly explaining: boolean
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
/** While portraits move, likeness is looked at so often: movement needs the processor more. */
const DESCRIBE_EVERY_MS = 400

const NOTHING: MirrorWants = {
  reading: false,
  finding: false,
  moving: null,
  eye: false,
  sitting: null,
  explaining: false,
  sitter: 'first',
}

export function openMirrorSession(
  parts: MirrorParts,
  tell: (news: MirrorEvent | EngineEvent) => void,
): MirrorSession {
  const { reader, mirror, now } = parts
  const visitor = createVisitDescriptor()
  const matchNews = createMatchNews()
  let steadyStance = createSteadyStance(STANCE_LASTS_MS)
  let wants: MirrorWants = NOTHING
  let camera: Camera | null = null
  let stopFrames: (() => void) | null = null
  let isClosed = false
  const gone = new AbortController()
  let lastProbeMs = Number.NEGATIVE_INFINITY
  let lastDescribedMs = Number.NEGATIVE_INFINITY
  let faceNumber: number | null = null
  let explained: string | null = null

  const probe = askWithNewestProbe({
    server: parts.server,
    k: MATCHES,
    walk: () => wants.eye,
    onOutcome: hear,
  })
  const sittings = createSittingTaker(
    { ...parts.sittings, copy: parts.copy },
    (portraitId) => {
      tell({ type: 'sat', portraitId })
      explain()
    },
    parts.onFault,
  )
  const stopResting = parts.movers.onRest((portraitId) => {
    if (portraitId === null) return tell({ type: 'rested', portrait: null })
    parts.portrait(portraitId).then((portrait) => {
      if (!isClosed) tell({ type: 'rested', portrait })
    }, parts.onFault)
  })

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

  /** Asks what makes the two of a sitting alike; once for each. */
  function explain(): void {
    const { current } = parts.sittings.room
    if (!wants.explaining || current === null || explained === current.portraitId) return
    explained = current.portraitId
    const of = current.portraitId
    const answer = (explanation: LikenessExplanation | 'unanswered') => {
      if (!isClosed) tell({ type: 'explained', of, explanation })
    }
    explainSitting(current).then(answer, (problem) => {
      answer('unanswered')
      parts.onFault(problem)
    })
  }

  /** The pictures of the sitting stay; the reader gets others of the same pixels. */
  async function explainSitting({ visitor, portrait }: Sitting) {
    const [one, other] = await Promise.all([
      parts.copy(visitor.picture),
      parts.copy(portrait.picture),
    ])
    const explanation = await reader.explain({
      visitor: { picture: one, landmarks: visitor.landmarks },
      portrait: { picture: other, landmarks: portrait.landmarks },
    })
    return explanation ?? 'unanswered'
  }

  /** Wipes all that was made of the face before the mirror, the frame being read included. */
  function forget(): void {
    beginAfresh()
    visitor.clear()
    faceNumber = null
    steadyStance = createSteadyStance(STANCE_LASTS_MS)
    reader.forget()
    mirror.wipe()
    parts.held.wipe()
    parts.eye.wipe()
    parts.movers.forget()
    sittings.close()
  }

  /** Whether this frame's face is to be described: where it is looked up, or compared now and then. */
  function isDescribed(): boolean {
    if (wants.moving === null) return wants.finding
    return wants.moving.blend > 0 && now() - lastDescribedMs >= DESCRIBE_EVERY_MS
  }

  function move(reading: FaceReading, { blend }: { readonly blend: number }): void {
    const likeTo = blend > 0 ? visitor.current() : null
    parts.movers.answer(reading, likeTo, blend, now())
    likeTo?.fill(0)
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
    // Nothing is gathered that is not looked up or compared: nor ever of an operator.
    const isGathered = wants.finding || wants.moving !== null
    if (descriptor !== null) lastDescribedMs = now()
    if (descriptor === null || !isGathered) return
    if (visitor.add(descriptor, face.quality) === 'started-over') beginAfresh()
    if (!wants.finding) return
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
      isHurried: () => wants.moving !== null,
      async onFrame(frame) {
        const { sitter } = wants
        const kept = await sittings.keep(frame, now())
        const seen = parts.held.hold(frame)
        const reading = await read(frame)
        try {
          if (reading === null || isClosed || sitter !== wants.sitter) return kept?.close()
          mirror.show(seen, reading, now())
          if (wants.eye) parts.eye.show(seen, reading, now())
          if (wants.moving !== null) move(reading, wants.moving)
          else if (wants.finding) parts.movers.watch(reading, now())
          heed(reading)
          if (kept !== null) sittings.offer(kept, reading)
        } finally {
          reading?.face?.descriptor?.fill(0)
        }
      },
      // One frame that could not be taken or shown; the next may.
      onFailure: parts.onFault,
    })
  }

  /** Null when the engine broke: news even of a visit that is over, for the next one needs it. */
  async function read(frame: ImageBitmap): Promise<FaceReading | null> {
    try {
      return await reader.read(frame, { describes: isDescribed() })
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
      const { sitter, eye, moving } = wants
      wants = next
      if (isClosed) return
      if (next.sitter !== sitter) forget()
      if (!next.eye && eye) parts.eye.wipe()
      if (next.moving === null && moving !== null) parts.movers.forget()
      if (!next.explaining) explained = null
      sittings.want(next.sitting)
      explain()
      adjust()
    },
    close() {
      isClosed = true
      gone.abort()
      stopResting()
      stopFrames?.()
      camera?.close()
      camera = null
      forget()
    },
  }
}
