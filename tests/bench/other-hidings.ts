import { CHIP_SIZE } from '../../embeddings/face/alignment.ts'
import { FACE_PARTS, type FacePart } from '../../embeddings/face/face-parts.ts'
import { type Filling, flatColour, smoothSkin } from '../../embeddings/face/hide-part.ts'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import { type PartMask, partMasks } from '../../embeddings/face/part-masks.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'

/**
 * A way of hiding that a name was not found by: another filling, masks that are off and wider or
 * narrower.
 */
export type OtherHiding = {
  readonly filling: Filling
  readonly widerByPx: number
}

/** Masks are off by so many pixels of the chip, and so much wider or narrower, at most. */
const OFF_BY_PX = 2
const WIDER_OR_NARROWER_PX = 1.5
/** Side of a mosaic's block, and half of what grain adds or takes. */
const BLOCK_PX = 25
const GRAIN = 50

/**
 * The ways that count: mosaic, plain grey, and the mean of many painted faces. `grain` does not:
 * what it covers a part with is texture of its own, which the net reads as well.
 */
export function otherHidings(meanFace: Pixels, random: () => number) {
  return {
    'narrower mosaic': { filling: mosaic, widerByPx: -4 },
    mosaic: { filling: mosaic, widerByPx: 0 },
    'wider mosaic': { filling: mosaic, widerByPx: 4 },
    grey: { filling: grey, widerByPx: 0 },
    'mean face': { filling: anothersFace(meanFace), widerByPx: 0 },
    grain: { filling: grainOf(random), widerByPx: 0 },
  } as const satisfies Readonly<Record<string, OtherHiding>>
}
export type HidingName = keyof ReturnType<typeof otherHidings>

/** Landmarks and reach as chance shifts them; the same for all parts of a face. */
export function jitteredMasks(
  onChip: Landmarks,
  { widerByPx }: OtherHiding,
  random: () => number,
): Record<FacePart, PartMask> {
  const off = (reach: number): number => (2 * random() - 1) * reach
  const [dx, dy] = [off(OFF_BY_PX), off(OFF_BY_PX)]
  const moved = onChip.map(({ x, y }) => ({ x: x + dx, y: y + dy }))
  return partMasks(moved, widerByPx + off(WIDER_OR_NARROWER_PX))
}

/** Boxes where the mean face has its parts, in pixels of the chip: left, top, right, bottom. */
const BOXES: Readonly<
  Record<Exclude<FacePart, 'outline'>, readonly [number, number, number, number]>
> = {
  eyes: [30, 37, 118, 56],
  brows: [20, 20, 128, 37],
  nose: [56, 50, 92, 92],
  mouth: [46, 92, 102, 122],
  jaw: [25, 122, 123, 150],
}

/** The plainer masks: the same boxes on every chip, and the outline what is left. */
export function boxMasks(): Record<FacePart, PartMask> {
  const masks = Object.fromEntries(
    FACE_PARTS.map((part) => [part, new Float32Array(CHIP_SIZE * CHIP_SIZE)]),
  ) as Record<FacePart, PartMask>
  masks.outline.fill(1)
  for (const [part, [left, top, right, bottom]] of Object.entries(BOXES)) {
    for (let y = top; y < bottom; y++) {
      masks[part as FacePart].fill(1, y * CHIP_SIZE + left, y * CHIP_SIZE + right)
    }
  }
  for (let y = 20; y < CHIP_SIZE; y++)
    masks.outline.fill(0, y * CHIP_SIZE + 20, y * CHIP_SIZE + 128)
  return masks
}

const grey: Filling = (_picture, mask) => new Float32Array(mask.length * 3).fill(128)

const mosaic: Filling = (picture, mask) => {
  const { width, height } = picture
  const colours = smoothSkin(picture, mask)
  const sums = new Map<number, [number, number, number, number]>()
  const blockOf = (pixel: number): number => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    return Math.floor(y / BLOCK_PX) * height + Math.floor(x / BLOCK_PX)
  }
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const sum = sums.get(blockOf(pixel)) ?? [0, 0, 0, 0]
    sums.set(blockOf(pixel), sum)
    for (let channel = 0; channel < 3; channel++) {
      sum[channel as 0 | 1 | 2] += colours[pixel * 3 + channel] as number
    }
    sum[3]++
  }
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const [red, green, blue, count] = sums.get(blockOf(pixel)) as [number, number, number, number]
    colours.set([red / count, green / count, blue / count], pixel * 3)
  }
  return colours
}

/** The mean face, its colours brought to those of what is not covered. */
function anothersFace(meanFace: Pixels): Filling {
  return (picture, mask) => {
    const own = flatColour(picture, mask)
    const its = flatColour(meanFace, mask)
    return own.map((colour, at) => {
      const pixel = Math.floor(at / 3) * 4 + (at % 3)
      return (colour * (meanFace.data[pixel] as number)) / Math.max(1, its[at] as number)
    })
  }
}

function grainOf(random: () => number): Filling {
  return (picture, mask) => {
    const colours = flatColour(picture, mask)
    for (let at = 0; at < colours.length; at += 3) {
      const more = (2 * random() - 1) * GRAIN
      for (let channel = 0; channel < 3; channel++) {
        colours[at + channel] = (colours[at + channel] as number) + more
      }
    }
    return colours
  }
}
