import { stat } from 'node:fs/promises'
import { CuratorError } from '../terminal/curator-error.ts'
import { type FoundFile, filesBelow, type Judgement } from './files-below.ts'

const PICTURE_FILE = /\.(jpe?g|jpe|jfif|png|webp|tiff?|avif|gif)$/i
/** Pictures all right, but not of a kind that is read. */
const OTHER_PICTURE_FILE = /\.(heic|heif|jp2|jxl|psd|bmp|svg|dng|cr2|nef|arw)$/i

/**
 * The picture files of a folder and all folders in it, by path. Throws `CuratorError` when there is
 * no such folder.
 */
export async function* pictureFiles(folder: string): AsyncGenerator<FoundFile> {
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
  yield* filesBelow(folder, judge)
}

function judge(name: string): Judgement {
  if (PICTURE_FILE.test(name)) return 'wanted'
  if (!OTHER_PICTURE_FILE.test(name)) return 'other'
  const kind = name.slice(name.lastIndexOf('.') + 1).toUpperCase()
  return { problem: `${kind} pictures are not read; make it a JPEG, PNG or TIFF` }
}
