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
import type { FileStamp } from '../catalogue/descriptions.ts'
import { readPictureFile, whyUnreadable } from '../images/read-picture-file.ts'
import { describeFaces, describeLocated, keepDerivatives } from './describe-picture.ts'
import type {
  EmbedOutcome,
  EmbedTask,
  LocatedFaces,
  WorkerMessage,
  WorkerSettings,
} from './embed-task.ts'

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
    if ('status' in picture) return picture
    if ('located' in picture) {
      const descriptors = await describeLocated(models, picture.image, picture.located)
      return { status: 'redescribed', stamp: picture.stamp, descriptors } as const
    }
    return { ...picture, found: await describeFaces(models, picture.image, task.drawn) }
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
  readonly stamp: FileStamp
  readonly image: DecodedImage
  /** The file's bytes, or the bytes after repair. */
  readonly from: { readonly bytes: Uint8Array; readonly note?: string }
}

/** A picture whose faces are located already. Without a stamp, its file is gone. */
type LocatedPicture = Pick<OpenedPicture, 'image'> & {
  readonly stamp: FileStamp | undefined
  readonly located: LocatedFaces
}

async function open(task: EmbedTask): Promise<OpenedPicture | LocatedPicture | EmbedOutcome> {
  const { file, knownContent, located } = task
  // This comes before reading, so a file that changes meanwhile looks changed the next time.
  let status: Awaited<ReturnType<typeof stat>>
  try {
    status = await stat(file)
  } catch (error) {
    if (located) return openDisplayPicture(located)
    const reason = whyUnreadable(error as NodeJS.ErrnoException)
    return { status: 'unreadable', reason, stamp: undefined }
  }
  const read = await readPictureFile(file)
  if ('problem' in read) {
    if (located) return openDisplayPicture(located)
    return { status: 'unreadable', reason: read.problem, stamp: undefined }
  }
  const { bytes } = read
  const contentSha256 = digestBytes(bytes)
  const stamp = { file, bytes: bytes.byteLength, mtimeMs: status.mtimeMs, contentSha256 }
  if (contentSha256 === knownContent) return { status: 'unchanged', stamp }
  const isLocated = contentSha256 === located?.content
  if (isLocated && located.faces.length === 0) {
    return { status: 'redescribed', stamp, descriptors: [] }
  }
  const decoded = await decodeImage(bytes, ANALYSIS_LONG_SIDE_PX, limits)
  if ('problem' in decoded) {
    if (isLocated) return openDisplayPicture(located)
    return { status: 'unreadable', reason: decoded.problem, stamp }
  }
  if (isLocated) return { stamp, image: decoded.image, located }
  return { stamp, image: decoded.image, from: decoded.from }
}

/** The display picture is as large as the analysed one, so that its chips are nearly the same. */
async function openDisplayPicture(located: LocatedFaces): Promise<LocatedPicture | EmbedOutcome> {
  const read = await readPictureFile(paths.media(located.picture))
  const decoded = 'problem' in read ? read : await decodeImage(read.bytes, ANALYSIS_LONG_SIDE_PX)
  return 'problem' in decoded
    ? { status: 'unreadable', reason: decoded.problem, stamp: undefined }
    : { stamp: undefined, image: decoded.image, located }
}
