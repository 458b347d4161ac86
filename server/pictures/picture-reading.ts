import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { DecodedImage } from '../../embeddings/node/decode-image.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { Refusal } from '../contract/failures.ts'

/** The result of an uploaded picture: its described face, or the reason for a refusal. */
export type PictureReading =
  | {
      readonly status: 'described'
      readonly descriptor: Descriptor
      /** In pixels of the upright picture. It may reach beyond the picture. */
      readonly box: Box
      /** Size of the upright picture. */
      readonly width: number
      readonly height: number
    }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** A picture to read. The reader takes over its bytes. */
export type PictureTask = {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Number of the face that is meant, from 1, the largest; undefined if the client named none. */
  readonly face: number | undefined
}

/** A decoded picture for a worker, which takes over its pixels. */
export type FaceTask = { readonly image: DecodedImage } & Pick<PictureTask, 'face'>

/** A worker's messages: one that it is ready, then one for each picture. */
export type PictureWorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly reading: PictureReading }
