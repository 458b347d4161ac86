import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** SHA-256 of a file's bytes, in hexadecimal, read as a stream. */
export async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Rejects, with a clause for an operator as its message, when a file has another digest. */
export async function requireDigest(file: string, sha256: string): Promise<void> {
  const digest = await digestFile(file).catch((error: Error) => {
    throw new Error(`${basename(file)} cannot be read (${error.message})`)
  })
  if (digest !== sha256) {
    throw new Error(`${basename(file)} is damaged: its digest is not the one in its manifest`)
  }
}

export function digestBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
