export const DESCRIPTOR_LENGTH = 128

declare const descriptorBrand: unique symbol

/**
 * A face as the recognition net sees it: 128 finite numbers, not of unit length (norms 1.3–1.5).
 * Two descriptors may be compared only when both come from the same embedding space (see SPACE_ID).
 */
export type Descriptor = Float32Array & { readonly [descriptorBrand]: true }

/**
 * Names the embedding space: net, alignment, what is described of a probe and of a portrait, and
 * metric. Every catalogue row and every gallery carries it. A descriptor of another space is
 * refused, since distances between two spaces mean nothing. Change the name with any change that
 * moves descriptors. It does not name the detector, because refined landmarks make the descriptor
 * all but independent of the detector.
 */
export const SPACE_ID =
  'dlib-resnet-128/mean-face-150-padding-0.25/settled-landmarks/mirror-mean/portraits-plain-grey-blurred/l2'

/** Turns numbers into a descriptor, or says what is wrong with them. */
export function parseDescriptor(
  numbers: ArrayLike<number>,
): { descriptor: Descriptor } | { problem: string } {
  if (numbers.length !== DESCRIPTOR_LENGTH) {
    return {
      problem: `A descriptor has ${DESCRIPTOR_LENGTH} numbers; this one has ${numbers.length}.`,
    }
  }
  const descriptor = new Float32Array(numbers)
  const hole = descriptor.findIndex((value) => !Number.isFinite(value))
  if (hole >= 0) return { problem: `Number ${hole} of the descriptor is not a finite number.` }
  return { descriptor: descriptor as Descriptor }
}

/**
 * Turns computed numbers into a descriptor. Throws `RangeError` with `parseDescriptor`'s problem.
 */
export function toDescriptor(numbers: ArrayLike<number>): Descriptor {
  const parsed = parseDescriptor(numbers)
  if ('problem' in parsed) throw new RangeError(parsed.problem)
  return parsed.descriptor
}

/** The 512 bytes of a descriptor, little-endian Float32: the form for sending and storing. */
export function descriptorToBytes(descriptor: Descriptor): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(DESCRIPTOR_LENGTH * 4))
  descriptor.forEach((value, index) => {
    view.setFloat32(index * 4, value, true)
  })
  return new Uint8Array(view.buffer)
}

/** Reads what `descriptorToBytes` wrote; the bytes need not be aligned. */
export function parseDescriptorBytes(
  bytes: Uint8Array,
): { descriptor: Descriptor } | { problem: string } {
  if (bytes.byteLength !== DESCRIPTOR_LENGTH * 4) {
    return {
      problem: `A descriptor has ${DESCRIPTOR_LENGTH * 4} bytes; this one has ${bytes.byteLength}.`,
    }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = new Float32Array(DESCRIPTOR_LENGTH)
  for (let i = 0; i < DESCRIPTOR_LENGTH; i++) numbers[i] = view.getFloat32(i * 4, true)
  return parseDescriptor(numbers)
}
