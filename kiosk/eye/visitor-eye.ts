import { DESCRIPTOR_LENGTH, type Descriptor } from '../../embeddings/face/descriptor.ts'
import { eyeDistancePx, LANDMARK_COUNT, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { FacePlace } from '../wall/layout.ts'
import type { LaidMirror, Mirror } from '../wall/mirror.ts'
import { laidOnto } from '../wall/mirror-view.ts'
import { penFor, resizeCanvas, wipeCanvas } from '../wall/pool-of-light.ts'
import { drawChip } from './chip-picture.ts'
import { differencesOf, tonesOf } from './descriptor-pattern.ts'
import { drawPattern, type PatternColour } from './draw-pattern.ts'
import { accentAt } from './eye-colours.ts'
import { drawEye } from './eye-drawing.ts'
import { faceBox } from './face-lines.ts'

/** What is made of a visitor beside the mirror: the upright chip, the numbers, and what differs. */
type WorkingsCanvases = {
  readonly chip: HTMLCanvasElement
  /** Null while numbers are not compared. */
  readonly pattern: HTMLCanvasElement | null
  readonly difference: HTMLCanvasElement | null
}

/** What the machine computes of a visitor, drawn frame by frame; nothing of it is rendered. */
export interface VisitorEye {
  /**
   * Draws points and lines on this canvas, which covers `place`. Null lets go of it and wipes it.
   */
  attach(canvas: HTMLCanvasElement | null, place: FacePlace): void
  attachWorkings(canvases: WorkingsCanvases | null): void
  /** The portrait's numbers, which the visitor's are held against; null while there are none. */
  compareWith(descriptor: Descriptor | null): void
  /**
   * Draws what was read off a camera frame, after the mirror has shown it. `atMs` is the frame's
   * time.
   */
  show(frame: CanvasImageSource, reading: FaceReading, atMs: number): void
  /** Wipes every canvas, and overwrites what was kept of the visitor. */
  wipe(): void
}

/** Side of the chip's canvas: the net is given no more either. */
const CHIP_PX = 150
/** Lines need no finer canvas: they are never thinner than a pixel. */
const GREATEST_DENSITY = 2
/** Time in which drawings come up or go by two thirds. */
const APPEAR_MS = 320
/**
 * A pattern is redrawn at most this often. Its numbers move this share of the way to those of the
 * newest frame.
 */
const PATTERN_EVERY_MS = 200
const PATTERN_SHARE = 0.45
const ACCENT_EVERY_MS = 500

/** An eye that draws over the mirror, exactly as that has laid its frame. */
export function createVisitorEye(mirror: Pick<Mirror, 'laid'>): VisitorEye {
  let canvas: HTMLCanvasElement | null = null
  let place: FacePlace | null = null
  let workings: WorkingsCanvases | null = null
  let portrait: Descriptor | null = null
  let accent = ''
  let presence = 0
  let lastMs = 0
  let patternDrawnMs = Number.NEGATIVE_INFINITY
  let accentMs = Number.NEGATIVE_INFINITY
  /** Kept to let the drawing go out where the face was; in pixels of the frame. */
  const points = new Float32Array(LANDMARK_COUNT * 2)
  let hasPoints = false
  const numbers = new Float32Array(DESCRIPTOR_LENGTH)
  let hasNumbers = false

  const forget = () => {
    points.fill(0)
    numbers.fill(0)
    hasPoints = hasNumbers = false
    presence = 0
    patternDrawnMs = Number.NEGATIVE_INFINITY
  }

  const wipe = () => {
    forget()
    wipeCanvas(canvas)
    wipeWorkings(workings)
  }

  function drawLines(laid: LaidMirror): void {
    if (canvas === null || place === null) return
    const density = Math.min(devicePixelRatio, GREATEST_DENSITY)
    resizeCanvas(canvas, Math.round(place.width * density), Math.round(place.height * density))
    const context = penFor(canvas)
    context.clearRect(0, 0, canvas.width, canvas.height)
    if (!hasPoints) return
    const [a, , , d, e, f] = laidOnto(laid.view, place, { density, mirrored: laid.mirrored })
    const landmarks = pointsOf(points).map(({ x, y }) => ({ x: a * x + e, y: d * y + f }))
    drawEye(context, {
      landmarks,
      box: faceBox(landmarks, { x: 0, y: 0, width: canvas.width, height: canvas.height }),
      eyeDistance: eyeDistancePx(landmarks),
      accent,
      presence: Math.min(presence, laid.presence),
    })
  }

  function drawPatternOfVisitor(atMs: number): void {
    if (workings === null || !hasNumbers || atMs - patternDrawnMs < PATTERN_EVERY_MS) return
    patternDrawnMs = atMs
    const { pattern, difference } = workings
    if (pattern !== null) drawAndForget(pattern, tonesOf(numbers), 'bone')
    if (portrait === null || difference === null) wipeCanvas(difference)
    else drawAndForget(difference, differencesOf(numbers, portrait), { accent })
  }

  return {
    wipe,

    attach(next, nextPlace) {
      if (next !== canvas) wipeCanvas(canvas)
      canvas = next
      place = nextPlace
    },

    attachWorkings(next) {
      wipeWorkings(workings)
      workings = next
      patternDrawnMs = Number.NEGATIVE_INFINITY
    },

    compareWith(descriptor) {
      portrait = descriptor
      patternDrawnMs = Number.NEGATIVE_INFINITY
    },

    show(frame, { face, frameWidth, frameHeight }, atMs) {
      const laid = mirror.laid()
      if (laid === null) return
      const elapsedMs = Math.min(200, Math.max(0, atMs - lastMs))
      lastMs = atMs
      const seen = canvas ?? workings?.chip ?? null
      if (seen !== null && atMs - accentMs >= ACCENT_EVERY_MS) {
        accentMs = atMs
        accent = accentAt(seen)
      }
      presence += ((face === null ? 0 : 1) - presence) * (1 - Math.exp(-elapsedMs / APPEAR_MS))
      if (face === null) {
        if (presence < 0.02) wipe()
      } else {
        keepPoints(points, face.landmarks)
        hasPoints = true
        if (face.descriptor !== null) {
          approach(numbers, face.descriptor, hasNumbers ? PATTERN_SHARE : 1)
          hasNumbers = true
        }
        if (workings !== null) {
          const { chip } = workings
          resizeCanvas(chip, CHIP_PX, CHIP_PX)
          const picture = { source: frame, width: frameWidth, height: frameHeight }
          const { landmarks } = face
          drawChip(penFor(chip), { ...picture, landmarks, mirrored: laid.mirrored })
        }
      }
      drawLines(laid)
      drawPatternOfVisitor(atMs)
    },
  }
}

/** The shares are a visitor's. */
function drawAndForget(canvas: HTMLCanvasElement, shares: number[], colours: PatternColour): void {
  drawPatternOn(canvas, shares, colours)
  shares.fill(0)
}

/** Draws a pattern as fine as its canvas is shown. */
function drawPatternOn(
  canvas: HTMLCanvasElement,
  shares: readonly number[],
  colours: PatternColour,
): void {
  const density = Math.min(devicePixelRatio, GREATEST_DENSITY)
  resizeCanvas(
    canvas,
    Math.max(1, Math.round(canvas.clientWidth * density)),
    Math.max(1, Math.round(canvas.clientHeight * density)),
  )
  drawPattern(penFor(canvas), shares, colours)
}

function wipeWorkings(workings: WorkingsCanvases | null): void {
  for (const canvas of Object.values(workings ?? {})) wipeCanvas(canvas)
}

function keepPoints(into: Float32Array, landmarks: Landmarks): void {
  for (const [at, { x, y }] of landmarks.entries()) {
    into[2 * at] = x
    into[2 * at + 1] = y
  }
}

function pointsOf(kept: Float32Array): Landmarks {
  return Array.from({ length: LANDMARK_COUNT }, (_, at) => ({
    x: kept[2 * at] as number,
    y: kept[2 * at + 1] as number,
  }))
}

function approach(numbers: Float32Array, to: Descriptor, share: number): void {
  for (let at = 0; at < numbers.length; at++) {
    const from = numbers[at] as number
    numbers[at] = from + ((to[at] as number) - from) * share
  }
}
