import '../../../../kiosk/page/own-scripts-alone.ts'
import { faceChip } from '../../../../embeddings/face/alignment.ts'
import { type Descriptor, toDescriptor } from '../../../../embeddings/face/descriptor.ts'
import { headPose } from '../../../../embeddings/face/head-pose.ts'
import { eyeDistancePx, type Landmarks } from '../../../../embeddings/face/landmarks.ts'
import type { FaceReading } from '../../../../embeddings/follow/face-reading.ts'
import { drawChip } from '../../../../kiosk/eye/chip-picture.ts'
import { createVisitorEye } from '../../../../kiosk/eye/visitor-eye.ts'
import { layoutFor } from '../../../../kiosk/wall/layout.ts'
import { createMirror } from '../../../../kiosk/wall/mirror.ts'
import { laidOnto } from '../../../../kiosk/wall/mirror-view.ts'
import { madeUpLandmarks } from '../../../made-up-landmarks.ts'

export type EyePage = typeof eyePage

const FRAME = { width: 640, height: 480 }
const FRAME_MS = 150
const place = layoutFor(1080, 1920).visitorSlot

/** Everything that a visitor is drawn on beside the mirror. */
const canvases = {
  lines: canvasOf(place.width, place.height),
  chip: canvasOf(100, 100),
  pattern: canvasOf(200, 100),
  difference: canvasOf(200, 100),
}
const mirrorCanvas = canvasOf(place.width, place.height)
const mirror = createMirror({ mirrored: true, wall: { red: 27, green: 27, blue: 24 } })
const eye = createVisitorEye(mirror)
mirror.attach(mirrorCanvas, place)
eye.attach(canvases.lines, place)
eye.attachWorkings(canvases)

let nowMs = 0
/** A face 150 pixels wide. */
const faceAt = (x: number, y: number): Landmarks => madeUpLandmarks(150, { x, y })

const eyePage = {
  /** Shows a face that stands there for so many frames. */
  show(
    { x, y }: { x: number; y: number },
    frames: number,
    numbers: readonly number[] | null,
  ): void {
    const landmarks = faceAt(x, y)
    const frame = paint(landmarks)
    for (let turn = 0; turn < frames; turn++) {
      see(frame, landmarks, numbers === null ? null : toDescriptor(numbers))
    }
  },

  /** Shows an empty room for so many frames. */
  showNobody(frames: number): void {
    const frame = paint(null)
    for (let turn = 0; turn < frames; turn++) see(frame, null, null)
  },

  /**
   * How bright the lines are, from 0 to 255, at the landmarks of a face that stands there: as the
   * mirror has laid its frame, and as it will once it has caught up.
   */
  lightsOn({ x, y }: { x: number; y: number }): { laid: number; aimedAt: number } {
    const laid = mirror.laid()
    if (laid === null) throw new Error('The mirror shows nothing.')
    const landmarks = faceAt(x, y)
    const { view } = laid
    const aim = { ...view, ...middleOfEyes(landmarks) }
    return {
      laid: meanLight(landmarks, laidOnto(view, place, { density: 1, mirrored: true })),
      aimedAt: meanLight(landmarks, laidOnto(aim, place, { density: 1, mirrored: true })),
    }
  },

  compareWith(numbers: readonly number[] | null): void {
    eye.compareWith(numbers === null ? null : toDescriptor(numbers))
  },

  wipe: () => eye.wipe(),
  letGo(): void {
    eye.attach(null, place)
    eye.attachWorkings(null)
  },
  hangAgain(): void {
    eye.attach(canvases.lines, place)
    eye.attachWorkings(canvases)
  },

  /** Pixels that are not clear, and the mean brightness of those, canvas by canvas. */
  seen(): Record<keyof typeof canvases, { pixels: number; brightness: number; size: number }> {
    return {
      lines: seenOn(canvases.lines),
      chip: seenOn(canvases.chip),
      pattern: seenOn(canvases.pattern),
      difference: seenOn(canvases.difference),
    }
  },

  /**
   * By how many of 255 steps the drawn chip differs from the one that is described, by the mean.
   */
  chipDifference(mirrored: boolean): number {
    const tilted = faceAt(0, 0).map(({ x, y }) => ({
      x: 210 + 1.3 * (0.94 * x - 0.34 * y),
      y: 90 + 1.3 * (0.34 * x + 0.94 * y),
    }))
    const frame = paint(tilted)
    const described = faceChip(pixelsOf(frame), tilted)
    const drawn = canvasOf(150, 150)
    drawn.width = drawn.height = 150
    const context = drawn.getContext('2d') as CanvasRenderingContext2D
    drawChip(context, { source: frame, ...FRAME, landmarks: tilted, mirrored })
    const { data } = pixelsOf(drawn)
    let difference = 0
    for (let at = 0; at < data.length; at += 4) {
      const [row, column] = [Math.floor(at / 600), (at / 4) % 150]
      const from = (row * 150 + (mirrored ? 149 - column : column)) * 4
      for (let channel = 0; channel < 3; channel++) {
        const wanted = described.data[from + channel] as number
        difference += Math.abs(wanted - (data[at + channel] as number))
      }
    }
    return difference / (150 * 150 * 3)
  },
}

function see(frame: HTMLCanvasElement, landmarks: Landmarks | null, descriptor: Descriptor | null) {
  nowMs += FRAME_MS
  const reading: FaceReading = {
    frameWidth: FRAME.width,
    frameHeight: FRAME.height,
    facesInView: landmarks === null ? 0 : 1,
    face: landmarks && {
      ...{ faceNumber: 1, landmarks, framing: 'framed', quality: 1, descriptor },
      pose: headPose(landmarks),
    },
  }
  mirror.show(frame, reading, nowMs)
  eye.show(frame, reading, nowMs)
}

/** A frame of soft colours, with a disc at each landmark. */
function paint(landmarks: Landmarks | null): HTMLCanvasElement {
  const frame = document.createElement('canvas')
  frame.width = FRAME.width
  frame.height = FRAME.height
  const context = frame.getContext('2d') as CanvasRenderingContext2D
  const wash = context.createLinearGradient(0, 0, FRAME.width, FRAME.height)
  wash.addColorStop(0, 'rgb(60 90 150)')
  wash.addColorStop(0.5, 'rgb(190 140 110)')
  wash.addColorStop(1, 'rgb(40 70 50)')
  context.fillStyle = wash
  context.fillRect(0, 0, FRAME.width, FRAME.height)
  context.fillStyle = 'rgb(120 40 60)'
  const radius = landmarks === null ? 0 : eyeDistancePx(landmarks) / 12
  for (const { x, y } of landmarks ?? []) {
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fill()
  }
  return frame
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  document.body.append(canvas)
  return canvas
}

function pixelsOf(canvas: HTMLCanvasElement): ImageData {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

function seenOn(canvas: HTMLCanvasElement) {
  const { data } = pixelsOf(canvas)
  let [pixels, light] = [0, 0]
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue
    pixels += 1
    light += Math.max(...data.subarray(at, at + 3)) * ((data[at + 3] as number) / 255)
  }
  return { pixels, brightness: pixels === 0 ? 0 : light / pixels, size: canvas.width }
}

function meanLight(landmarks: Landmarks, [a, , , d, e, f]: readonly number[]): number {
  const { data, width } = pixelsOf(canvases.lines)
  const lights = landmarks.map(({ x, y }) => {
    const column = Math.round((a ?? 0) * x + (e ?? 0))
    const row = Math.round((d ?? 0) * y + (f ?? 0))
    return data[(row * width + column) * 4 + 3] ?? 0
  })
  return lights.reduce((sum, light) => sum + light, 0) / lights.length
}

function middleOfEyes(landmarks: Landmarks): { x: number; y: number } {
  const eyes = landmarks.slice(36, 48)
  const mean = (of: (point: { x: number; y: number }) => number) =>
    eyes.reduce((sum, point) => sum + of(point), 0) / eyes.length
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) }
}

Object.assign(globalThis, { eyePage })
