import { open, stat } from 'node:fs/promises'
import { SNIFFED_BYTES, sniffPicture } from '../../embeddings/node/sniff-picture.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { type FoundFile, filesBelow, type Judgement, type PassedOver } from './files-below.ts'

const PICTURE_FILE = /\.(jpe?g|jpe|jfif|png|webp|tiff?|avif|gif)$/i
/** Pictures all right, but mostly not of a kind that is read. */
const OTHER_PICTURE_FILE = /\.(heic|heif|jp2|jxl|psd|bmp|svg|dng|cr2|nef|arw)$/i

/**
 * The picture files of a folder and all folders in it, by path. Throws `CuratorError` when there is
 * no such folder.
 */
export async function* pictureFiles(folder: string, passed: PassedOver): AsyncGenerator<FoundFile> {
  const status = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CuratorError(
      error.code === 'ENOENT'
        ? `There is no folder ${folder}; check the path.`
        : `The folder ${folder} cannot be read (${error.message}).`,
    )
  })
  if (!status.isDirectory()) {
    throw new CuratorError(`${folder} is a file; give the folder that the pictures are in.`)
  }
  for await (const found of filesBelow(folder, judge, passed)) {
    const isReadAllTheSame =
      found.problem !== undefined &&
      OTHER_PICTURE_FILE.test(found.path) &&
      (await isPicture(found.file))
    yield isReadAllTheSame ? { path: found.path, file: found.file } : found
  }
}

function judge(name: string): Judgement {
  if (PICTURE_FILE.test(name)) return 'wanted'
  if (!OTHER_PICTURE_FILE.test(name)) return 'other'
  const kind = name.slice(name.lastIndexOf('.') + 1).toUpperCase()
  return { problem: `${kind} pictures are not read; make it a JPEG, PNG or TIFF` }
}

/** Whether a file is, by its first bytes, a picture of a kind that is read. */
async function isPicture(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(SNIFFED_BYTES),
        0,
        SNIFFED_BYTES,
        0,
      )
      return sniffPicture(buffer.subarray(0, bytesRead)).picture
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return false
  }
}
