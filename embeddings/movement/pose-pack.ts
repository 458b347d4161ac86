import { SPACE_ID } from '../face/descriptor.ts'
import { encodeUtf8 } from '../gallery/utf8.ts'
import {
  LIKENESS_SPACE_BYTES,
  type LikenessSpace,
  likenessSpaceToBytes,
  PROJECTED_LENGTH,
  type ProjectedEmbedding,
  parseLikenessSpace,
} from '../likeness/likeness-space.ts'
import {
  type PosePackHeader,
  type PosePackLabel,
  parsePosePackHeader,
  type ThumbnailShape,
} from './pose-pack-header.ts'
import { POSE_VECTOR_LENGTH, type PoseVector, toPoseVector } from './pose-vector.ts'
import type { UsualPose } from './usual-pose.ts'

export const POSE_PACK_FORMAT = 'pendant-reel/1'

/**
 * Portraits of a gallery as they answer movements: all that a browser needs to do so by itself. One
 * file, little-endian:
 *
 * | bytes | what |
 * |---|---|
 * | 16 | POSE_PACK_FORMAT, filled up with zeros |
 * | 4 | length of the header, Uint32 |
 * | … | the header, JSON (`PosePackHeader`), in UTF-8 |
 * | 40 each | movements, Float32, as measured |
 * | 516 each | projected embeddings, Float32, not rounded: a twentieth of a thumbnail each |
 * | 34,048 | the likeness space, see `likenessSpaceToBytes` |
 * | … | the thumbnails, JPEG, end to end |
 */
export type PosePack = {
  readonly thumbnail: ThumbnailShape
  readonly usual: UsualPose
  /** Where a visitor's descriptor lies among the places: `projectVisitor`. */
  readonly likeness: LikenessSpace
  readonly portraits: readonly PosePackPortrait[]
}

export type PosePackPortrait = {
  readonly portraitId: string
  readonly workId: string
  readonly label: PosePackLabel
  /** Of the face as painted, not made relative to anything. */
  readonly movement: PoseVector
  readonly place: ProjectedEmbedding
  /** Mean relative luminance of the thumbnail, linear: 0 black, 1 white (WCAG 2.2's definition). */
  readonly luminance: number
  /** The thumbnail. Of a pose pack that was read, a view into its bytes. */
  readonly jpeg: Uint8Array<ArrayBuffer>
}

const NAME_BYTES = 16
const NAME = encodeUtf8(POSE_PACK_FORMAT.padEnd(NAME_BYTES, '\0'))
const LENGTH_BYTES = 4

export function encodePosePack({
  thumbnail,
  usual,
  likeness,
  portraits,
}: PosePack): Uint8Array<ArrayBuffer> {
  const header: PosePackHeader = {
    spaceId: SPACE_ID,
    tile: thumbnail,
    usual: { mean: [...usual.mean], spread: [...usual.spread] },
    portraits: portraits.map(({ portraitId, workId, label, luminance, jpeg }) => ({
      portraitId,
      workId,
      label,
      luminance,
      jpegBytes: jpeg.byteLength,
    })),
  }
  const json = encodeUtf8(JSON.stringify(header))
  const numbersAt = NAME_BYTES + LENGTH_BYTES + json.byteLength
  const jpegsAt = numbersAt + numbersBytes(portraits.length)
  const jpegBytes = portraits.reduce((sum, { jpeg }) => sum + jpeg.byteLength, 0)
  const bytes = new Uint8Array(jpegsAt + jpegBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(NAME)
  view.setUint32(NAME_BYTES, json.byteLength, true)
  bytes.set(json, NAME_BYTES + LENGTH_BYTES)
  let at = numbersAt
  for (const kind of ['movement', 'place'] as const) {
    for (const portrait of portraits) {
      for (const value of portrait[kind]) {
        view.setFloat32(at, value, true)
        at += 4
      }
    }
  }
  bytes.set(likenessSpaceToBytes(likeness), at)
  at = jpegsAt
  for (const { jpeg } of portraits) {
    bytes.set(jpeg, at)
    at += jpeg.byteLength
  }
  return bytes
}

/** Reads what `encodePosePack` wrote, or says what is wrong with it. Thumbnails stay in `bytes`. */
export function parsePosePack(
  bytes: Uint8Array<ArrayBuffer>,
): { posePack: PosePack } | { problem: string } {
  const headerAt = NAME_BYTES + LENGTH_BYTES
  if (NAME.some((byte, at) => bytes[at] !== byte)) {
    return {
      problem: `This is no pose pack of the format "${POSE_PACK_FORMAT}" that is read here.`,
    }
  }
  if (bytes.byteLength < headerAt) return { problem: 'The pose pack ends before its header.' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbersAt = headerAt + view.getUint32(NAME_BYTES, true)
  if (bytes.byteLength < numbersAt) return { problem: 'The pose pack ends within its header.' }
  const parsed = parsePosePackHeader(bytes.subarray(headerAt, numbersAt))
  if ('problem' in parsed) return parsed
  const { header } = parsed
  const count = header.portraits.length
  const jpegsAt = numbersAt + numbersBytes(count)
  const end = header.portraits.reduce((sum, { jpegBytes }) => sum + jpegBytes, jpegsAt)
  if (bytes.byteLength !== end) {
    return { problem: `The pose pack has ${bytes.byteLength} bytes where its header says ${end}.` }
  }
  const placesAt = numbersAt + count * POSE_VECTOR_LENGTH * 4
  const likenessAt = placesAt + count * PROJECTED_LENGTH * 4
  const likeness = parseLikenessSpace(bytes.subarray(likenessAt, jpegsAt))
  if ('problem' in likeness) return likeness

  const movements = floats(view, numbersAt, count * POSE_VECTOR_LENGTH)
  const places = floats(view, placesAt, count * PROJECTED_LENGTH)
  const portraits: PosePackPortrait[] = []
  let at = jpegsAt
  for (const [position, { jpegBytes, ...said }] of header.portraits.entries()) {
    const movement = movements.subarray(
      position * POSE_VECTOR_LENGTH,
      (position + 1) * POSE_VECTOR_LENGTH,
    )
    const place = places.subarray(position * PROJECTED_LENGTH, (position + 1) * PROJECTED_LENGTH)
    if (!movement.every(Number.isFinite) || !place.every(Number.isFinite)) {
      return { problem: `Portrait ${position}: its movement or its place has a hole in it.` }
    }
    const jpeg = bytes.subarray(at, at + jpegBytes)
    at += jpegBytes
    if (!isJpeg(jpeg)) return { problem: `Portrait ${position}: its thumbnail is no JPEG.` }
    portraits.push({
      ...said,
      movement: movement as PoseVector,
      place: place as ProjectedEmbedding,
      jpeg,
    })
  }
  const usual: UsualPose = {
    mean: toPoseVector(header.usual.mean),
    spread: Float32Array.from(header.usual.spread),
  }
  return { posePack: { thumbnail: header.tile, usual, likeness: likeness.space, portraits } }
}

function numbersBytes(count: number): number {
  return count * (POSE_VECTOR_LENGTH + PROJECTED_LENGTH) * 4 + LIKENESS_SPACE_BYTES
}

function floats(view: DataView, at: number, count: number): Float32Array {
  const numbers = new Float32Array(count)
  for (let i = 0; i < count; i++) numbers[i] = view.getFloat32(at + i * 4, true)
  return numbers
}

/** By its first and last marker; what is between them is the decoder's affair. */
function isJpeg(bytes: Uint8Array): boolean {
  const [a, b, c] = bytes
  return a === 0xff && b === 0xd8 && c === 0xff && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9
}
