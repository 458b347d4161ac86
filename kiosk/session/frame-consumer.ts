import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { CameraStart } from '../camera/camera.ts'
import type { FrameLoopOptions } from '../camera/frame-loop.ts'
import type { HeldFrame } from '../camera/held-frame.ts'
import type { FaceReader } from '../face/face-reader.ts'
import type { PendantServer } from '../server/pendant-server.ts'
import type { EngineEvent, MirrorEvent } from '../state/exhibit-event.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { FrozenPairParts } from './freeze-pair.ts'

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
  readonly poseMatcher: {
    /** Learns how the face is at rest, while portraits do not answer it yet. */
    watch(reading: FaceReading, atMs: number): void
    /**
     * Answers the face as it stands; `likeTo` is the visitor's average, null where only movement
     * counts.
     */
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
  readonly frozenPairs: Omit<FrozenPairParts, 'copy'>
  /** Another picture of the same pixels, whose taker closes it. */
  readonly copy: FrozenPairParts['copy']
  readonly held: HeldFrame
  /** Whether visitors see themselves as in a mirror. */
  readonly mirrored: boolean
  /** One portrait by its id; null where it cannot be had. */
  readonly portrait: (portraitId: string) => Promise<ShownPortrait | null>
  readonly now: () => number
  /** Told of what should never happen; the exhibit goes on. */
  readonly onFault: (problem: unknown) => void
}

/** What is wanted of a mirror. */
export type MirrorWants = {
  /** Frames are read only while the engine is ready, */
  readonly reading: boolean
  /** and looked up only while that is wanted. */
  readonly finding: boolean
  /** How much of likeness counts while portraits answer movement; null while they do not. */
  readonly moving: { readonly blend: number } | null
  /** Whether what is computed is drawn, and the way through the index asked for. */
  readonly eye: boolean
  readonly pair: { readonly beside: ShownPortrait; readonly isTaken: boolean } | null
  readonly explaining: boolean
  /** Whose face is followed. When it becomes another's, the one before is forgotten at once. */
  readonly followed: 'first' | 'second'
}

export type Tell = (news: MirrorEvent | EngineEvent) => void

/** A frame that was read, for the time of the call: whoever keeps something of it copies it. */
type ReadFrame = {
  readonly seen: CanvasImageSource
  readonly reading: FaceReading
  readonly atMs: number
}

/**
 * One use that is made of the camera's frames. Each keeps its own state, and reads what is wanted
 * from the session, so that none knows another.
 */
export interface FrameConsumer {
  /** Whether it needs the face of the next frame described. */
  describes?(atMs: number): boolean
  onFrame?(frame: ReadFrame): void
  /** What is wanted has changed; `before` is what was. */
  onWants?(wants: MirrorWants, before: MirrorWants): void
  /** Wipes all that it has of the face before the mirror. */
  forget(): void
  /** The visit is over; `forget` is called as well. */
  close?(): void
}
