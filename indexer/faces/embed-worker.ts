/**
 * A process with its own face models. It works on three pictures at once: it decodes one, describes
 * one and makes the derivatives of one. It does not touch the catalogue.
 */
import { stat } from 'node:fs/promises'
import sharp from 'sharp'
import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import {
  type DecodedImage,
  decodeImage,
  INDEXING_LIMITS,
} from '../../embeddings/node/decode-image.ts'
import { INDEXING_MODELS, loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { readPictureFile, whyUnreadable } from '../images/read-picture-file.ts'
import { describeFaces, keepDerivatives } from './describe-picture.ts'
import type { EmbedOutcome, EmbedTask, WorkerMessage, WorkerSettings } from './embed-task.ts'

const [, , , settings] = process.argv
if (!process.send || settings === undefined) {
  throw new Error('embed-worker.ts runs as a process of embed-pool.ts.')
}
const { dataFolder, maxMegapixels, saysSlow } = JSON.parse(settings) as WorkerSettings
const paths = dataPaths(dataFolder)
const limits = { ...INDEXING_LIMITS, maxMegapixels }

// There is a worker for each core already.
sharp.concurrency(1)
sharp.cache(false)

const say = (message: WorkerMessage): void => void process.send?.(message)
const models = await loadNodeModels(INDEXING_MODELS, { saysSlow })

let facesBefore: Promise<unknown> = Promise.resolve()
let outcomeBefore: Promise<unknown> = Promise.resolve()
process.on('message', (task: EmbedTask) => {
  const opened = open(task)
  const described = facesBefore.then(async () => {
    const picture = await opened
    return 'status' in picture
      ? picture
      : { ...picture, found: await describeFaces(models, picture.image) }
  })
  facesBefore = described
  outcomeBefore = outcomeBefore.then(async () => {
    const picture = await described
    if ('status' in picture) return say({ type: 'done', outcome: picture })
    const { stamp, image, from, found } = picture
    const description = await keepDerivatives(paths, from.bytes, image, found)
    say({ type: 'done', outcome: { status: 'described', stamp, description, note: from.note } })
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
