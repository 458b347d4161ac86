import { statSync } from 'node:fs'
import { CuratorError } from './curator-error.ts'

/**
 * Throws `CuratorError` for what is there and is no regular file: a pipe or a device may never end,
 * and a read that waits for it cannot be stopped. What is missing is left to who reads it.
 */
export function requireFile(file: string): void {
  const status = statSync(file, { throwIfNoEntry: false })
  if (status === undefined || status.isFile()) return
  const kind = status.isDirectory() ? 'a folder' : 'a pipe, socket or device'
  throw new CuratorError(`${file} is no regular file, but ${kind}; name a file.`)
}
