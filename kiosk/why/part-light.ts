import {
  distanceTo,
  FACE_PARTS,
  type FacePart,
  faceOval,
  type PartShape,
  partShapes,
} from '../../embeddings/face/face-parts.ts'
import { eyeDistancePx, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import { meanPoint } from '../../embeddings/pixels/point.ts'
import { penFor } from '../wall/pool-of-light.ts'

/** How brightly the lamp burns on each part, 0 to 1. */
export type PartWeights = Readonly<Record<FacePart, number>>

/**
 * Where a lamp rests: about shapes, full within `reach` and gone `fallOff` farther, in eye
 * distances.
 */
type Pool = {
  readonly shapes: readonly PartShape[]
  readonly reach: number
  readonly fallOff: number
}

/** How dark it is where no lamp rests: the face can still be made out. */
const GLOOM = 0.72
/** How brightly a whole face is lit whose likeness no part carries alone. */
const EVENLY = 0.85
/** Light is soft: so many CSS pixels share one value, and what is between is drawn between. */
const GRAIN_PX = 6

const FALL: Readonly<Record<FacePart | 'all', Omit<Pool, 'shapes'>>> = {
  eyes: { reach: 0.04, fallOff: 0.4 },
  brows: { reach: 0.03, fallOff: 0.28 },
  nose: { reach: 0, fallOff: 0.42 },
  mouth: { reach: 0.04, fallOff: 0.46 },
  jaw: { reach: 0, fallOff: 0.42 },
  outline: { reach: 0.12, fallOff: 0.8 },
  all: { reach: 0, fallOff: 0.8 },
}
/**
 * Some of a lamp's light strays so many times as far, so that a face is one about it and no mask.
 */
const STRAY = { share: 0.22, farther: 2.6 }
/** The outline's lamp stands behind the head: about a line so much larger than the face. */
const OUTLINE_AT = 1.22

/** The named parts lit; of a likeness that no part carries alone, all of the face. */
export function weightsOf({ named }: Pick<LikenessExplanation, 'named'>): PartWeights {
  const weight = (part: FacePart) => (named.length === 0 ? EVENLY : named.includes(part) ? 1 : 0)
  return Object.fromEntries(FACE_PARTS.map((part) => [part, weight(part)])) as PartWeights
}

export type Gloom = {
  readonly columns: number
  readonly rows: number
  /** How much of the dark is left, 0 to 1, row by row. */
  readonly left: Float32Array
}

/**
 * The dark about a face in which lamps rest on the parts that weigh, in a grid over `width` ×
 * `height`. What all parts weigh alike is one lamp on all of the face.
 */
export function gloomAbout(
  landmarks: Landmarks,
  weights: PartWeights,
  {
    width,
    height,
    grain,
  }: { readonly width: number; readonly height: number; readonly grain: number },
): Gloom {
  const columns = Math.max(1, Math.ceil(width / grain))
  const rows = Math.max(1, Math.ceil(height / grain))
  const left = new Float32Array(columns * rows).fill(1)
  const scale = eyeDistancePx(landmarks)
  const light = ({ shapes, reach, fallOff }: Pool, weight: number): void => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [x, y] = [(column + 0.5) * grain, (row + 0.5) * grain]
        const away = Math.min(...shapes.map((shape) => distanceTo(shape, x, y)))
        const beyond = Math.max(0, away / scale - reach) / fallOff
        const lit =
          (1 - STRAY.share) * eased(1 - beyond) + STRAY.share * eased(1 - beyond / STRAY.farther)
        const at = row * columns + column
        left[at] = (left[at] as number) * (1 - weight * lit)
      }
    }
  }
  const common = Math.min(...FACE_PARTS.map((part) => weights[part]))
  if (common > 0) light({ shapes: [faceOval(landmarks)], ...FALL.all }, common)
  const shapes = partShapes(landmarks)
  for (const part of FACE_PARTS) {
    const own = (weights[part] - common) / (1 - common)
    if (!(own > 0)) continue
    light(
      { shapes: part === 'outline' ? [aroundFace(landmarks)] : shapes[part], ...FALL[part] },
      own,
    )
  }
  return { columns, rows, left }
}

export type PartLightOptions = {
  /** From the canvas's upper left corner, in CSS pixels. */
  readonly landmarks: Landmarks
  readonly weights: PartWeights
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Pixels of the canvas a CSS pixel. */
  readonly density: number
  /** What is dark, as the parts of an `rgb()`. */
  readonly shade: string
}

/** Draws the dark about a face, to be laid over its picture: see `gloomAbout`. */
export function drawPartLight(
  context: CanvasRenderingContext2D,
  { landmarks, weights, width, height, density, shade }: PartLightOptions,
): void {
  const { columns, rows, left } = gloomAbout(landmarks, weights, { width, height, grain: GRAIN_PX })
  const small = document.createElement('canvas')
  small.width = columns
  small.height = rows
  const pen = penFor(small)
  const dark = pen.createImageData(columns, rows)
  for (let at = 0; at < left.length; at++) {
    dark.data[at * 4 + 3] = 255 * GLOOM * (left[at] as number)
  }
  pen.putImageData(dark, 0, 0)
  pen.globalCompositeOperation = 'source-in'
  pen.fillStyle = `rgb(${shade})`
  pen.fillRect(0, 0, columns, rows)
  context.setTransform(density * GRAIN_PX, 0, 0, density * GRAIN_PX, 0, 0)
  context.clearRect(0, 0, columns, rows)
  context.imageSmoothingQuality = 'high'
  context.drawImage(small, 0, 0)
  context.setTransform(1, 0, 0, 1, 0, 0)
  small.width = small.height = 1
}

/** The face's oval, larger, as a line: where hair, ears and silhouette are. */
function aroundFace(landmarks: Landmarks): PartShape {
  const { points } = faceOval(landmarks)
  const centre = meanPoint(points)
  const larger = points.map(({ x, y }) => ({
    x: centre.x + OUTLINE_AT * (x - centre.x),
    y: centre.y + OUTLINE_AT * (y - centre.y),
  }))
  return { points: [...larger, ...larger.slice(0, 1)], isClosed: false }
}

function eased(share: number): number {
  return share <= 0 ? 0 : share * share * (3 - 2 * share)
}
