import type { Descriptor } from './descriptor.ts'

/** Sum of squared differences of two descriptors, or of two places in one likeness space. */
export function squaredDistance<Numbers extends Float32Array>(a: Numbers, b: Numbers): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number)
    sum += difference * difference
  }
  return sum
}

/** The square root of `squaredDistance`. dlib's net tells two people apart at about 0.6. */
export function euclideanDistance(a: Descriptor, b: Descriptor): number {
  return Math.sqrt(squaredDistance(a, b))
}
