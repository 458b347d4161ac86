import { DESCRIPTOR_LENGTH, type Descriptor } from '../face/descriptor.ts'
import { packedLength, solveLower } from './triangular.ts'

/** A descriptor's 128 numbers as they are compared, and the one that keeps hubs back. */
export const PROJECTED_LENGTH = DESCRIPTOR_LENGTH + 1

declare const projectedBrand: unique symbol

/** A face in a gallery's likeness space, where squared Euclidean distance ranks likeness. */
export type ProjectedEmbedding = Float32Array & { readonly [projectedBrand]: true }

/**
 * How a gallery compares a visitor's descriptor with its portraits'. Three things stand between a
 * photograph and a painting of one person that plain distance does not know of:
 *
 * - the two worlds: photographs and paintings lie about different means, so each side is taken
 *   relative to a centre of its own;
 * - what changes while the person stays the same (light, angle, age): directions in which pictures
 *   of one person differ count less, by the factor of their covariance (within-class covariance
 *   normalisation: A. Hatch & A. Stolcke, "Generalized linear kernels for one-versus-all
 *   classification", ICASSP 2006); what is left is brought to unit length;
 * - hubs: portraits that are near to everyone carry a penalty (see `projectPortrait`).
 */
export type LikenessSpace = {
  /** 128 numbers each, in the space of descriptors. */
  readonly visitorCentre: Float32Array
  readonly portraitCentre: Float32Array
  /** Lower Cholesky factor, packed, of the covariance within a person. */
  readonly withinPerson: Float32Array
}

/** Where a visitor's face lies. */
export function projectVisitor(space: LikenessSpace, descriptor: Descriptor): ProjectedEmbedding {
  return place(space, space.visitorCentre, descriptor, 0)
}

/**
 * Where a portrait lies. The last number is the root of its penalty, so that the squared distance
 * to any visitor, whose last number is 0, is their distance in the other 128 and the penalty on
 * top: a correction for hubs inside a plain Euclidean index. Throws `RangeError` for a negative
 * penalty.
 */
export function projectPortrait(
  space: LikenessSpace,
  descriptor: Descriptor,
  penalty: number,
): ProjectedEmbedding {
  if (!(penalty >= 0)) throw new RangeError(`A penalty is at least 0, not ${penalty}.`)
  return place(space, space.portraitCentre, descriptor, Math.sqrt(penalty))
}

/** The place of a portrait that looks for others like it: the same, without its own penalty. */
export function projectProbe(portrait: ProjectedEmbedding): ProjectedEmbedding {
  const probe = portrait.slice() as ProjectedEmbedding
  probe[DESCRIPTOR_LENGTH] = 0
  return probe
}

/** For numbers of our own making. Throws `RangeError` when they are not 129 finite numbers. */
export function toProjectedEmbedding(numbers: ArrayLike<number>): ProjectedEmbedding {
  const values = Float32Array.from(numbers)
  if (values.length !== PROJECTED_LENGTH || !values.every(Number.isFinite)) {
    throw new RangeError(`A place has ${PROJECTED_LENGTH} finite numbers.`)
  }
  return values as ProjectedEmbedding
}

/** A space that only brings descriptors to unit length: for galleries whose faces are made up. */
export function unfittedSpace(): LikenessSpace {
  const withinPerson = new Float32Array(packedLength(DESCRIPTOR_LENGTH))
  for (let row = 0; row < DESCRIPTOR_LENGTH; row++) withinPerson[packedLength(row + 1) - 1] = 1
  return {
    visitorCentre: new Float32Array(DESCRIPTOR_LENGTH),
    portraitCentre: new Float32Array(DESCRIPTOR_LENGTH),
    withinPerson,
  }
}

const SPACE_NUMBERS = 2 * DESCRIPTOR_LENGTH + packedLength(DESCRIPTOR_LENGTH)
/** Of a space as it is kept: 34,048. */
export const LIKENESS_SPACE_BYTES = SPACE_NUMBERS * 4

/** The space as little-endian Float32: visitors' centre, portraits' centre, factor. */
export function likenessSpaceToBytes(space: LikenessSpace): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(SPACE_NUMBERS * 4))
  const numbers = [...space.visitorCentre, ...space.portraitCentre, ...space.withinPerson]
  numbers.forEach((value, index) => {
    view.setFloat32(index * 4, value, true)
  })
  return new Uint8Array(view.buffer)
}

/** Reads what `likenessSpaceToBytes` wrote, or says what is wrong with it. */
export function parseLikenessSpace(
  bytes: Uint8Array,
): { space: LikenessSpace } | { problem: string } {
  if (bytes.byteLength !== LIKENESS_SPACE_BYTES) {
    return {
      problem: `A likeness space has ${LIKENESS_SPACE_BYTES} bytes; this one has ${bytes.byteLength}.`,
    }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = Float32Array.from({ length: SPACE_NUMBERS }, (_, i) =>
    view.getFloat32(i * 4, true),
  )
  const hole = numbers.findIndex((value) => !Number.isFinite(value))
  if (hole >= 0) return { problem: `Number ${hole} of the likeness space is not finite.` }
  const withinPerson = numbers.slice(2 * DESCRIPTOR_LENGTH)
  for (let row = 1; row <= DESCRIPTOR_LENGTH; row++) {
    if ((withinPerson[packedLength(row) - 1] as number) > 0) continue
    return { problem: `Row ${row} of the likeness space's factor has no positive diagonal.` }
  }
  return {
    space: {
      visitorCentre: numbers.slice(0, DESCRIPTOR_LENGTH),
      portraitCentre: numbers.slice(DESCRIPTOR_LENGTH, 2 * DESCRIPTOR_LENGTH),
      withinPerson,
    },
  }
}

function place(
  { withinPerson }: LikenessSpace,
  centre: Float32Array,
  descriptor: Descriptor,
  last: number,
): ProjectedEmbedding {
  const fromCentre = new Float64Array(DESCRIPTOR_LENGTH)
  for (let i = 0; i < DESCRIPTOR_LENGTH; i++) {
    fromCentre[i] = (descriptor[i] as number) - (centre[i] as number)
  }
  const evened = solveLower(withinPerson, fromCentre)
  const length = Math.sqrt(evened.reduce((sum, value) => sum + value * value, 0))
  const result = new Float32Array(PROJECTED_LENGTH)
  // At the very centre there is no direction: such a face is equally far from all.
  for (let i = 0; i < DESCRIPTOR_LENGTH && length > 0; i++) {
    result[i] = (evened[i] as number) / length
  }
  result[DESCRIPTOR_LENGTH] = last
  fromCentre.fill(0)
  evened.fill(0)
  return result as ProjectedEmbedding
}
