import type { Descriptor } from '../../embeddings/face/descriptor.ts'
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

/** A picture for a worker, which takes its bytes over. */
export type PictureTask = {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Which face is meant, from 1, the largest; undefined when that is not said. */
  readonly face: number | undefined
}

/** What a worker is started with. */
export type PictureWorkerSettings = { readonly decodeSeconds: number }

/** What a worker says: once that it is ready, then twice a picture. */
export type PictureWorkerMessage =
  | { readonly type: 'ready' }
  /** Decoded, or found impossible to decode. */
  | { readonly type: 'decoded' }
  | { readonly type: 'read'; readonly reading: PictureReading }
