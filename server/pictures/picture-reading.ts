import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { DecodedImage } from '../../embeddings/node/decode-image.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { Refusal } from '../contract/failures.ts'

/** What became of an uploaded picture: its face described, or why not. */
export type PictureReading =
  | {
      readonly status: 'described'
      readonly descriptor: Descriptor
      /** In pixels of the upright picture; may reach beyond it. */
      readonly box: Box
      /** Of the upright picture. */
      readonly width: number
      readonly height: number
    }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** A picture to be read, by whoever takes its bytes over. */
export type PictureTask = {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Which face is meant, from 1, the largest; undefined when that is not said. */
  readonly face: number | undefined
}

/** A decoded picture for a worker, which takes its pixels over. */
export type FaceTask = { readonly image: DecodedImage } & Pick<PictureTask, 'face'>

/** What a worker says: once that it is ready, then once a picture. */
export type PictureWorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly reading: PictureReading }
