import type { EngineFile } from '../face/engine-files.ts'

/** The browser's store in which the face engine's files wait for the next visit. */
export const ENGINE_CACHE = 'pendant-face-engine'

/** The address a file is asked for under, and kept under: another version is another address. */
export function keptAddress({ path, sha256 }: EngineFile): string {
  return `${path}?v=${sha256}`
}
