import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'

/**
 * The bytes of a picture file, or the reason for their absence, in words for a curator. It never
 * reads a pipe or a device: these may never end, and a waiting read cannot be stopped.
 */
export async function readPictureFile(
  file: string,
): Promise<{ bytes: Uint8Array } | { problem: string }> {
  try {
    const status = await stat(file)
    if (!status.isFile() && !status.isDirectory()) {
      return { problem: 'it is no regular file, but a pipe, socket or device' }
    }
    return { bytes: await readFile(file) }
  } catch (error) {
    return { problem: whyUnreadable(error as NodeJS.ErrnoException) }
  }
}

/** The size of a picture by its header, as it lies in the file; undefined where it has none. */
export async function pictureSize(
  file: string,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  try {
    if (!(await stat(file)).isFile()) return undefined
    const { width, height } = await sharp(file, { limitInputPixels: false }).metadata()
    return { width, height }
  } catch {
    // Whoever decodes the picture tells what is wrong with it.
    return undefined
  }
}

export function whyUnreadable(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'the file is missing'
    case 'EACCES':
    case 'EPERM':
      return 'the file may not be read (permission denied)'
    case 'EISDIR':
      return 'it is a folder'
    default:
      return `the file cannot be read (${error.message})`
  }
}
