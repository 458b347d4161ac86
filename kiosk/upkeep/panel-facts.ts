import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { CameraStart } from '../camera/camera.ts'
import type { FaceReaderStart } from '../face/face-reader.ts'
import type { WatchedFaceReader } from '../face/start-face-reader.ts'
import type { ReaderDiagnostics } from '../face/worker-messages.ts'
import type { PendantServer, Transport } from '../server/pendant-server.ts'
import type { ExhibitParts } from '../session/run-exhibit.ts'
import { resizeCanvas, wipeCanvas } from '../wall/pool-of-light.ts'
import { type CameraFacts, cameraFacts } from './camera-facts.ts'
import type { Fault } from './faults.ts'
import { createMeter, type MeterRate } from './meter.ts'
import type { Paces } from './paces.ts'

/** What the operator panel tells of a running exhibit. Nothing in it is of any visitor. */
export interface PanelFacts {
  /** The camera as it was last opened; null before. */
  camera(): Promise<CameraFacts | null>
  /** Frames read, and how long each took; look-ups, and how long the server took. */
  rates(): { readonly readings: MeterRate | null; readonly lookups: MeterRate | null }
  /** How long the last visitors waited. */
  paces: Paces['medians']
  reader(): Promise<{
    readonly start: FaceReaderStart | null
    readonly now: ReaderDiagnostics | null
  }>
  /** See `PendantServer`. */
  checkPin: PendantServer['checkPin']
  /** How the server is reached; null while it is not. */
  transport(): Transport | null
  /** What went wrong since the page was loaded, the last first. */
  faults(): readonly Fault[]
  /** Draws every picture of the camera on a canvas from now on; null lets go of it and wipes it. */
  show(canvas: HTMLCanvasElement | null): void
}

type WatchedParts = Omit<ExhibitParts, 'reader'> & { readonly reader: WatchedFaceReader }

/** Watches the parts of an exhibit: they do what they did, and the panel knows of it. */
export function watchParts(
  parts: WatchedParts,
  paces: Paces,
  faults: () => readonly Fault[],
): { readonly parts: ExhibitParts; readonly panel: PanelFacts } {
  const { reader, server, mirror, now } = parts
  const readings = createMeter(now)
  const lookups = createMeter(now)
  let opened: CameraStart | null = null
  let started: FaceReaderStart | null = null
  let canvas: HTMLCanvasElement | null = null

  const watched: ExhibitParts = {
    ...parts,
    async openCamera(gone) {
      opened = await parts.openCamera(gone)
      return opened
    },
    reader: {
      ...reader,
      async start() {
        started = await reader.start()
        return started
      },
      async read(frame, options) {
        const sinceMs = now()
        const reading = await reader.read(frame, options)
        readings.count(now() - sinceMs)
        return reading
      },
    },
    server: {
      ...server,
      async find(descriptor, k, options) {
        const sinceMs = now()
        const outcome = await server.find(descriptor, k, options)
        lookups.count(now() - sinceMs)
        return outcome
      },
    },
    mirror: {
      ...mirror,
      show(frame: CanvasImageSource, reading: FaceReading, atMs: number) {
        if (canvas !== null) drawFrame(canvas, frame, reading)
        mirror.show(frame, reading, atMs)
      },
      wipe() {
        wipeCanvas(canvas)
        mirror.wipe()
      },
    },
  }

  return {
    parts: watched,
    panel: {
      camera: async () => cameraFacts(opened),
      rates: () => ({ readings: readings.rate(), lookups: lookups.rate() }),
      paces: paces.medians,
      // One that breaks meanwhile has nothing more to tell; why it did, whoever read a frame is
      // told.
      reader: async () => ({ start: started, now: await reader.diagnose().catch(() => null) }),
      checkPin: server.checkPin,
      transport: server.transport,
      faults,
      show(next) {
        if (next !== canvas) wipeCanvas(canvas)
        canvas = next
      },
    },
  }
}

/**
 * The whole picture as it is looked at, not mirrored, and a mark around the face that is followed.
 */
function drawFrame(
  canvas: HTMLCanvasElement,
  frame: CanvasImageSource,
  { frameWidth, frameHeight, face }: FaceReading,
): void {
  resizeCanvas(canvas, frameWidth, frameHeight)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.drawImage(frame, 0, 0, frameWidth, frameHeight)
  if (face === null) return
  context.fillStyle = '#e8c98a'
  for (const { x, y } of face.landmarks) context.fillRect(x - 1, y - 1, 2, 2)
}
