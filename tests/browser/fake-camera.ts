import { writeFile } from 'node:fs/promises'
import sharp, { type Color, type Create } from 'sharp'

/** Who stands before the fake camera, and for how long. */
export type Shot = {
  /** Encoded pictures, side by side across the frame from left to right; none is an empty room. */
  readonly people: readonly Buffer[]
  readonly frames: number
  /** Whether they sway and come nearer meanwhile; they do, where nothing is said. */
  readonly sways?: boolean
}

export type FakeCameraOptions = {
  /** Size of a camera frame in pixels. */
  readonly width?: number
  readonly height?: number
  /** Where the face is on the pictures, as shares of width and height. */
  readonly faceAt?: { readonly x: number; readonly y: number }
  /** Height of a picture at its farthest, as a share of the frame's; a wall shows beside it. */
  readonly heightShare?: number
  /**
   * How much nearer it comes: what is seen at the nearest, as a share of what is seen at the
   * farthest.
   */
  readonly nearestShare?: number
}

/** A portrait's face sits above the middle. */
const DEFAULT_FACE_AT = { x: 0.5, y: 0.42 }
/**
 * Pictures are cut out at this multiple of the frame's size, so that a whole pixel is a small step.
 */
const OVERSAMPLING = 2
/** How far a picture sways to each side, as a share of the frame's width. */
const SWAY_SHARE = 0.03
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
  const { width = 640, height = 480 } = options
  const frames: Buffer[] = []
  for (const { people, frames: count, sways = true } of shots) {
    const columnWidth = Math.floor(width / Math.max(1, people.length))
    const column = { width: columnWidth, height }
    const sitters = await Promise.all(people.map((picture) => prepare(picture, column, options)))
    for (let frame = 0; frame < count; frame++) {
      const turn = sways ? (2 * Math.PI * frame) / count : Math.PI / 2
      const columns = await Promise.all(
        sitters.map((sitter, index) =>
          look(sitter, column, turn + index, options.nearestShare ?? 0.85),
        ),
      )
      frames.push(
        await sharp({ create: { width, height, channels: 3, background: EMPTY_ROOM } })
          .composite([
            { input: floorOf(width, height), left: 0, top: height - floorHeight(height) },
            ...columns.map((input, index) => ({
              input,
              left: index * columnWidth,
              top: 0,
              raw: { ...column, channels: 3 as const },
            })),
            { input: lampOf(frames.length), left: 0, top: 0 },
          ])
          .jpeg({ quality: JPEG_QUALITY })
          .toBuffer(),
      )
    }
  }
  await writeFile(file, Buffer.concat(frames))
}

/** No room is of one grey all over: a camera that shows that is covered. */
function floorOf(width: number, height: number): { readonly create: Create } {
  return plain(width, floorHeight(height), '#5f594f')
}

function floorHeight(height: number): number {
  return Math.round(height / 8)
}

/** In the corner, another grey in each frame: no two pictures of a camera are the same. */
export function lampOf(frame: number): { readonly create: Create } {
  const grey = 120 + ((frame * 7) % 40)
  return plain(20, 20, { r: grey, g: grey, b: grey })
}

function plain(width: number, height: number, background: Color): { create: Create } {
  return { create: { width, height, channels: 3, background } }
}

type Size = { readonly width: number; readonly height: number }
/** A picture decoded once, at the size its frames are cut from. */
type Still = Size & { readonly pixels: Buffer; readonly faceX: number; readonly faceY: number }

async function prepare(
  picture: Buffer,
  column: Size,
  { faceAt = DEFAULT_FACE_AT, heightShare = 1.15 }: FakeCameraOptions,
): Promise<Still> {
  const tall = await sharp(picture)
    .rotate()
    .removeAlpha()
    .toColourspace('srgb')
    .resize({ height: Math.round(column.height * heightShare * OVERSAMPLING) })
    .toBuffer({ resolveWithObject: true })
  // Wall enough on every side for the camera to look at the face from anywhere in the sway.
  const aside = Math.round(column.width * OVERSAMPLING)
  const above = Math.round(column.height * OVERSAMPLING)
  const { data, info } = await sharp(tall.data)
    .extend({ left: aside, right: aside, top: above, bottom: above, background: EMPTY_ROOM })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    pixels: data,
    width: info.width,
    height: info.height,
    faceX: aside + faceAt.x * tall.info.width,
    faceY: above + faceAt.y * tall.info.height,
  }
}

/** What the camera sees of a sitter at one moment of the sway, `turn` in radians. */
function look(sitter: Still, column: Size, turn: number, nearestShare: number): Promise<Buffer> {
  const share = nearestShare + ((1 - nearestShare) * (1 + Math.cos(turn))) / 2
  const width = Math.round(column.width * OVERSAMPLING * share)
  const height = Math.round(column.height * OVERSAMPLING * share)
  const sway = SWAY_SHARE * width
  return sharp(sitter.pixels, {
    raw: { width: sitter.width, height: sitter.height, channels: 3 },
  })
    .extract({
      left: Math.round(sitter.faceX - width / 2 + sway * Math.sin(turn)),
      top: Math.round(sitter.faceY - height / 2 + (sway / 3) * Math.sin(2 * turn)),
      width,
      height,
    })
    .resize(column.width, column.height, { fit: 'fill' })
    .raw()
    .toBuffer()
}
