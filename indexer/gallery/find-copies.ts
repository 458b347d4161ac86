import { availableParallelism } from 'node:os'
import pMap from 'p-map'
import sharp from 'sharp'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../embeddings/face/distance.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import type { ProgressDisplay } from '../terminal/progress.ts'

/** A work that may hang, and what its picture and its faces look like. */
export type Lookalike = {
  readonly workId: string
  /** See `pictureHash`. */
  readonly hash: string
  /** Of its faces that may hang; one at least. */
  readonly descriptors: readonly Descriptor[]
  /** Of the picture as it is in the file. */
  readonly pixels: number
  /** A person has said that it hangs whatever the rules say. */
  readonly isApproved: boolean
}

/**
 * Bits of 256 in which two hashes of one picture may differ. Of the test collection's 504 pictures,
 * nine of ten differ from themselves halved and badly compressed by at most 22 bits, brightened by
 * 15, greyed by 9, cut by 2 % at each edge by 37 (by 5 %, 81: too many). Different works of it
 * differ by 66 and more; the invented sitters, painted in a few manners, by 54 and more.
 */
const SAME_PICTURE_BITS = 48
/**
 * Euclidean distance at most of the nearest two faces, one from each picture; different works that
 * look alike are rarely so near, and small faces of one work in two sizes are rarely farther apart.
 */
const SAME_FACE_DISTANCE = 0.5
const SIDE = 16

/**
 * The works that show the same picture as another work, and that one's id. Of the same pictures the
 * one with the most pixels hangs; of equal ones the first by id. What a person approved hangs
 * beside it.
 *
 * Hashes are compared where they share a whole byte: always where they differ by at most 31 bits,
 * and 999 times of a thousand at 48. So 40,000 works take a hundred million comparisons and not
 * 800.
 */
export function findCopies(works: readonly Lookalike[]): Map<string, string> {
  const copies = new Map<string, string>()
  const originals = new Map<string, (Lookalike & { bits: Uint8Array })[]>()
  const order = works.toSorted((a, b) => b.pixels - a.pixels || (a.workId < b.workId ? -1 : 1))
  for (const work of order) {
    const bits = Buffer.from(work.hash, 'hex')
    const bands = Array.from(bits, (byte, at) => `${at}/${byte}`)
    const original = bands
      .flatMap((band) => originals.get(band) ?? [])
      .find((other) => isSamePicture({ ...work, bits }, other))
    if (original) {
      if (!work.isApproved) copies.set(work.workId, original.workId)
    } else {
      for (const band of bands) {
        const own = originals.get(band) ?? []
        own.push({ ...work, bits })
        originals.set(band, own)
      }
    }
  }
  return copies
}

type Hashed = { readonly bits: Uint8Array; readonly descriptors: readonly Descriptor[] }

function isSamePicture(one: Hashed, other: Hashed): boolean {
  let differing = 0
  for (let at = 0; at < one.bits.length && differing <= SAME_PICTURE_BITS; at++) {
    let bits = (one.bits[at] as number) ^ (other.bits[at] as number)
    for (; bits > 0; bits &= bits - 1) differing += 1
  }
  return (
    differing <= SAME_PICTURE_BITS &&
    one.descriptors.some((face) =>
      other.descriptors.some((its) => euclideanDistance(face, its) <= SAME_FACE_DISTANCE),
    )
  )
}

/**
 * 256 bits that say how a picture looks, as 64 hexadecimal digits: of 17 by 16 grey fields, whether
 * each is darker than the next to its right (N. Krawetz, "Kind of like that", 2013). Rejects when
 * the file is no picture.
 */
export async function pictureHash(picture: string | Uint8Array): Promise<string> {
  const grey = await sharp(picture)
    .greyscale()
    .resize(SIDE + 1, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer()
  const bytes = new Uint8Array((SIDE * SIDE) / 8)
  for (let bit = 0; bit < SIDE * SIDE; bit++) {
    const at = Math.floor(bit / SIDE) * (SIDE + 1) + (bit % SIDE)
    const isDarker = (grey[at] as number) < (grey[at + 1] as number)
    if (isDarker) bytes[bit >> 3] = (bytes[bit >> 3] as number) | (1 << (bit & 7))
  }
  return Buffer.from(bytes).toString('hex')
}

/** Hashes the display pictures that have none yet. Throws `Interrupted` when stopped. */
export async function hashPictures(
  catalogue: Catalogue,
  paths: DataPaths,
  signal: AbortSignal,
  watch: (total: number) => Pick<ProgressDisplay, 'advance' | 'note' | 'finish'>,
): Promise<void> {
  const digests = [...catalogue.descriptions.picturesWithoutHash()]
  if (digests.length === 0) return
  const display = watch(digests.length)
  const hashOne = async (digest: string): Promise<void> => {
    if (signal.aborted) throw new Interrupted('Stopped while pictures were compared; go on later.')
    const hash = await pictureHash(paths.media(digest)).catch((error: Error) => {
      display.note(`Not compared with others: ${paths.media(digest)} (${error.message})`)
    })
    if (hash) catalogue.descriptions.putHash(digest, hash)
    display.advance()
  }
  try {
    await pMap(digests, hashOne, { concurrency: availableParallelism() })
  } finally {
    display.finish()
  }
}
