/**
 * A worker thread with its own face models. It decodes, describes and crops one picture after the
 * other, and decodes the next picture while the models work on the current one. It does not touch
 * the catalogue.
 */
import { stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import {
  type DecodedImage,
  decodeImage,
  INDEXING_LIMITS,
} from '../../embeddings/node/decode-image.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { readPictureFile, whyUnreadable } from '../images/read-picture-file.ts'
import { describePicture } from './describe-picture.ts'
import type { EmbedOutcome, EmbedTask, WorkerMessage, WorkerSettings } from './embed-task.ts'

if (!parentPort) throw new Error('embed-worker.ts runs as a worker thread of embed-pool.ts.')
const port = parentPort
const { dataFolder, maxMegapixels } = workerData as WorkerSettings
const paths = dataPaths(dataFolder)
const limits = { ...INDEXING_LIMITS, maxMegapixels }

// There is a worker for each core already.
sharp.concurrency(1)
sharp.cache(false)

const say = (message: WorkerMessage): void => port.postMessage(message)
const models = await loadNodeModels()

let before: Promise<void> = Promise.resolve()
port.on('message', (task: EmbedTask) => {
  const opened = open(task)
  before = before.then(async () => {
    const picture = await opened
    const outcome: EmbedOutcome =
      'status' in picture
        ? picture
        : {
            status: 'described',
            stamp: picture.stamp,
            description: await describePicture(models, paths, picture.from.bytes, picture.image),
            note: picture.from.note,
          }
    say({ type: 'done', outcome })
  })
})
say({ type: 'ready' })

type OpenedPicture = {
  readonly stamp: (EmbedOutcome & { status: 'unchanged' })['stamp']
  readonly image: DecodedImage
  /** The file's bytes, or the bytes after repair. */
  readonly from: { readonly bytes: Uint8Array; readonly note?: string }
}

async function open({ file, knownContent }: EmbedTask): Promise<OpenedPicture | EmbedOutcome> {
  // This comes before reading, so a file that changes meanwhile looks changed the next time.
  let status: Awaited<ReturnType<typeof stat>>
  try {
    status = await stat(file)
  } catch (error) {
    const reason = whyUnreadable(error as NodeJS.ErrnoException)
    return { status: 'unreadable', reason, stamp: undefined }
  }
  const read = await readPictureFile(file)
  if ('problem' in read) return { status: 'unreadable', reason: read.problem, stamp: undefined }
  const { bytes } = read
  const contentSha256 = digestBytes(bytes)
  const stamp = { file, bytes: bytes.byteLength, mtimeMs: status.mtimeMs, contentSha256 }
  if (contentSha256 === knownContent) return { status: 'unchanged', stamp }
  const decoded = await decodeImage(bytes, ANALYSIS_LONG_SIDE_PX, limits)
  if ('problem' in decoded) return { status: 'unreadable', reason: decoded.problem, stamp }
  return { stamp, image: decoded.image, from: decoded.from }
}
