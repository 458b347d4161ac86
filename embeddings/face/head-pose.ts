import { meanPoint, type Point } from '../pixels/point.ts'
import type { Landmarks } from './landmarks.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from './mean-face.ts'

/**
 * The direction of a head in degrees, as seen on the picture (not by the sitter). yaw > 0: towards
 * the right edge; pitch > 0: upwards; roll > 0: tilted clockwise.
 */
export type HeadPose = { readonly yaw: number; readonly pitch: number; readonly roll: number }

/**
 * Depth of each fitted landmark towards the viewer, in widths of the mean face. These are rough
 * proportions of an adult head: the nose tip is farthest out, the outer eye corners farthest back.
 */
const DEPTHS: readonly (readonly [landmark: number, depth: number])[] = [
  [27, 0.08],
  [28, 0.15],
  [29, 0.22],
  [30, 0.3],
  [31, 0.1],
  [32, 0.14],
  [33, 0.17],
  [34, 0.14],
  [35, 0.1],
  [36, -0.1],
  [39, 0],
  [42, 0],
  [45, -0.1],
  [48, 0.02],
  [51, 0.15],
  [54, 0.02],
  [57, 0.13],
]

type Vector = readonly [number, number, number]

/** The head model: landmarks of the mean face with their depths, in widths of that face. */
export const POSE_MODEL: readonly {
  readonly landmark: number
  readonly x: number
  readonly y: number
  readonly z: number
}[] = DEPTHS.map(([landmark, z]) => {
  const [x, y] = MEAN_FACE[landmark - MEAN_FACE_FIRST_LANDMARK] as readonly [number, number]
  return { landmark, x, y, z }
})

const MODEL: readonly Vector[] = centred(POSE_MODEL.map(({ x, y, z }) => [x, y, z]))

const INVERSE_GRAM = inverse3(gram(MODEL))

/**
 * Estimates the head pose: the scaled orthographic view of a mean head that comes nearest to the
 * landmarks (least-squares affine camera, then its rows made orthogonal: D. DeMenthon & L. Davis,
 * "Model-based object pose in 25 lines of code", IJCV 15, 1995, first step). Accurate to a few
 * degrees within ±40°.
 */
export function headPose(landmarks: Landmarks): HeadPose {
  const points = POSE_MODEL.map(({ landmark }) => landmarks[landmark] as Point)
  const centre = meanPoint(points)
  const right = fitRow(points.map((point) => point.x - centre.x))
  const down = fitRow(points.map((point) => point.y - centre.y))
  const forward = cross(right, down)
  const length = Math.hypot(...forward)
  if (!(length > 0)) return { yaw: 0, pitch: 0, roll: 0 }
  // The rotation is roll · pitch · yaw: a head first turns on its neck, then nods, then tilts.
  return {
    yaw: degrees(Math.atan2(-forward[0], forward[2])),
    pitch: degrees(Math.asin(forward[1] / length)),
    roll: degrees(Math.atan2(-right[1], down[1])),
  }
}

/** The row of the affine camera that best explains one coordinate of the landmarks. */
function fitRow(values: readonly number[]): Vector {
  const moment: [number, number, number] = [0, 0, 0]
  MODEL.forEach((vertex, index) => {
    const value = values[index] as number
    moment[0] += vertex[0] * value
    moment[1] += vertex[1] * value
    moment[2] += vertex[2] * value
  })
  const row = (i: number): number => {
    const inverse = INVERSE_GRAM[i] as Vector
    return inverse[0] * moment[0] + inverse[1] * moment[1] + inverse[2] * moment[2]
  }
  return [row(0), row(1), row(2)]
}

function centred(vertices: readonly Vector[]): Vector[] {
  const mean = (axis: 0 | 1 | 2): number =>
    vertices.reduce((sum, vertex) => sum + vertex[axis], 0) / vertices.length
  const [x, y, z] = [mean(0), mean(1), mean(2)]
  return vertices.map((vertex) => [vertex[0] - x, vertex[1] - y, vertex[2] - z])
}

function gram(vertices: readonly Vector[]): readonly [Vector, Vector, Vector] {
  const entry = (i: 0 | 1 | 2, j: 0 | 1 | 2): number =>
    vertices.reduce((sum, vertex) => sum + vertex[i] * vertex[j], 0)
  return [
    [entry(0, 0), entry(0, 1), entry(0, 2)],
    [entry(1, 0), entry(1, 1), entry(1, 2)],
    [entry(2, 0), entry(2, 1), entry(2, 2)],
  ]
}

function inverse3([a, b, c]: readonly [Vector, Vector, Vector]): readonly Vector[] {
  const bc = cross(b, c)
  const ca = cross(c, a)
  const ab = cross(a, b)
  const determinant = a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2]
  const row = (i: 0 | 1 | 2): Vector => [
    bc[i] / determinant,
    ca[i] / determinant,
    ab[i] / determinant,
  ]
  return [row(0), row(1), row(2)]
}

function cross(u: Vector, v: Vector): Vector {
  return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}
