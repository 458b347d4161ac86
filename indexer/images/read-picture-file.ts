import { readFile } from 'node:fs/promises'

/** The bytes of a picture file, or why there are none, in words for a curator. */
export async function readPictureFile(
  file: string,
): Promise<{ bytes: Uint8Array } | { problem: string }> {
  try {
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
