import type { ModelFiles } from '../../embeddings/face/face-api-models.ts'

/**
 * A file that the face engine is made of, and how a page knows that it is the one it was built
 * with.
 */
export type EngineFile = {
  /** On the server, such as `/models/face_recognition_model.bin`. */
  readonly path: string
  readonly bytes: number
  /** Of the file, in hexadecimal. */
  readonly sha256: string
}

/** What the files hold, by their names without folders: weights, what they mean, WebAssembly. */
export type EngineFiles = ReadonlyMap<string, ArrayBuffer>

/** The weights among files that are already here. Both readers reject when one is missing. */
export function modelFilesAmong(files: EngineFiles): ModelFiles {
  const bytesOf = (name: string): Uint8Array => {
    const bytes = files.get(name)
    if (bytes === undefined) throw new Error(`${name} was not downloaded.`)
    return new Uint8Array(bytes)
  }
  return {
    readBytes: async (name) => bytesOf(name),
    readJson: async (name) => {
      const text = new TextDecoder().decode(bytesOf(name))
      try {
        return JSON.parse(text) as unknown
      } catch {
        throw new Error(`${name} is not JSON.`)
      }
    },
  }
}
