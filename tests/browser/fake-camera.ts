import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'

/** Who stands before the fake camera, and for how long. */
export type Shot = {
  /** Encoded pictures, side by side across the frame from left to right; none is an empty room. */
  readonly people: readonly Buffer[]
  readonly frames: number
}

export type FakeCameraOptions = {
  /** Size of a camera frame in pixels. */
  readonly width?: number
  readonly height?: number
  /** Where the face is on the pictures, as shares of width and height. */
  readonly faceAt?: { readonly x: number; readonly y: number }
  /** Width of what the camera sees of a picture at its nearest, as a share of what fits at most. */
  readonly nearestShare?: number
}

/** A portrait's face sits above the middle. */
const DEFAULT_FACE_AT = { x: 0.5, y: 0.42 }
/** Pictures are cut out at this multiple of the frame's size, so that a whole pixel is a small step. */
const OVERSAMPLING = 3
const JPEG_QUALITY = 92
const EMPTY_ROOM = '#8d8a84'

/**
 * Writes what Chromium takes for a camera (`--use-file-for-fake-video-capture=FILE.mjpeg`): JPEGs
 * one after another, played round and round at 30 frames a second. The picture sways and comes
 * nearer and goes back once in `frames`, so the end meets the beginning without a jump.
 */
export function writeFakeCameraClip(
  file: string,
  picture: Buffer,
  options: FakeCameraOptions & { readonly frames?: number } = {},
): Promise<void> {
  return writeFakeCameraShots(file, [{ people: [picture], frames: options.frames ?? 90 }], options)
}

/** A clip of several shots: a visitor comes, another joins, both leave an empty room. */
export async function writeFakeCameraShots(
  file: string,
  shots: readonly Shot[],
  options: FakeCameraOptions = {},
): Promise<void> {
  const { width = 640, height = 480, faceAt = DEFAULT_FACE_AT, nearestShare = 0.85 } = options
  const frames: Buffer[] = []
  for (const { people, frames: count } of shots) {
    const columnWidth = Math.floor(width / Math.max(1, people.length))
    const column = { width: columnWidth, height }
    const sitters = await Promise.all(people.map((picture) => prepare(picture, column, faceAt)))
    for (let frame = 0; frame < count; frame++) {
      const turn = (2 * Math.PI * frame) / count
      const columns = await Promise.all(
        sitters.map((sitter, index) => look(sitter, column, turn + index, nearestShare)),
      )
      frames.push(
        await sharp({ create: { width, height, channels: 3, background: EMPTY_ROOM } })
          .composite(
            columns.map((input, index) => ({
              input,
              left: index * columnWidth,
              top: 0,
              raw: { ...column, channels: 3 as const },
            })),
          )
          .jpeg({ quality: JPEG_QUALITY })
          .toBuffer(),
      )
    }
  }
  await writeFile(file, Buffer.concat(frames))
}

type Size = { readonly width: number; readonly height: number }
/** A picture decoded once, at the size its frames are cut from. */
type Sitter = Size & { readonly pixels: Buffer; readonly faceX: number; readonly faceY: number }

async function prepare(picture: Buffer, column: Size, faceAt: { x: number; y: number }) {
  const upright = await sharp(picture).rotate().removeAlpha().toColourspace('srgb').toBuffer()
  const { width = 1, height = 1 } = await sharp(upright).metadata()
  // The widest view of the column's shape that the picture can fill.
  const viewWidth = Math.min(width, (height * column.width) / column.height)
  const scale = (column.width * OVERSAMPLING) / viewWidth
  const { data, info } = await sharp(upright)
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const sitter: Sitter = {
    pixels: data,
    width: info.width,
    height: info.height,
    faceX: faceAt.x * info.width,
    faceY: faceAt.y * info.height,
  }
  return sitter
}

/** What the camera sees of a sitter at one moment of the sway, `turn` in radians. */
function look(sitter: Sitter, column: Size, turn: number, nearestShare: number): Promise<Buffer> {
  const share = nearestShare + ((1 - nearestShare) * (1 + Math.cos(turn))) / 2
  const width = Math.min(sitter.width, Math.round(column.width * OVERSAMPLING * share))
  const height = Math.min(sitter.height, Math.round(column.height * OVERSAMPLING * share))
  const sway = 0.03 * width
  const left = sitter.faceX - width / 2 + sway * Math.sin(turn)
  const top = sitter.faceY - height / 2 + (sway / 3) * Math.sin(2 * turn)
  return sharp(sitter.pixels, {
    raw: { width: sitter.width, height: sitter.height, channels: 3 },
  })
    .extract({
      left: Math.round(Math.min(sitter.width - width, Math.max(0, left))),
      top: Math.round(Math.min(sitter.height - height, Math.max(0, top))),
      width,
      height,
    })
    .resize(column.width, column.height, { fit: 'fill' })
    .raw()
    .toBuffer()
}
