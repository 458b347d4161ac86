import { readFile, stat } from 'node:fs/promises'

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
