import { within } from '../camera/within.ts'
import type { EngineFile, EngineFiles } from '../face/engine-files.ts'

export type DownloadProgress = { readonly receivedBytes: number; readonly totalBytes: number }

/** After this long without a chunk, the download counts as lost. */
const SILENT_FOR_MS = 30_000

/**
 * The address of a file, for the download and for keeping it. Another version has another address.
 */
export function engineAddress({ path, sha256 }: EngineFile): string {
  return `${path}?v=${sha256}`
}

/**
 * Whether WebAssembly computes four numbers at once in this browser, which decides the needed file.
 */
const FOUR_AT_ONCE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26,
  11,
])

/** The files that this browser needs, of those that the page was built with. */
export function neededHere(files: readonly EngineFile[]): readonly EngineFile[] {
  const wasm = WebAssembly.validate(FOUR_AT_ONCE)
    ? 'tfjs-backend-wasm-simd.wasm'
    : 'tfjs-backend-wasm.wasm'
  return files.filter(({ path }) => !path.endsWith('.wasm') || path.endsWith(`/${wasm}`))
}

/**
 * Downloads the face engine's files, all at once, and reports the progress. Rejects and names the
 * file when one is missing, silent for half a minute, or not the one that this page was built with:
 * a page never runs with another version's models.
 */
export async function downloadEngine(
  files: readonly EngineFile[],
  onProgress: (progress: DownloadProgress) => void,
): Promise<EngineFiles> {
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let receivedBytes = 0
  const download = async (file: EngineFile): Promise<[string, ArrayBuffer]> => {
    const bytes = await readWhole(file, (count) => {
      receivedBytes += count
      onProgress({ receivedBytes, totalBytes })
    })
    return [file.path.slice(file.path.lastIndexOf('/') + 1), bytes]
  }
  return new Map(await Promise.all(files.map(download)))
}

async function readWhole(file: EngineFile, onBytes: (count: number) => void): Promise<ArrayBuffer> {
  const { path, bytes: size, sha256 } = file
  const silence = new AbortController()
  let late: ReturnType<typeof setTimeout> | undefined
  const heard = () => {
    clearTimeout(late)
    late = setTimeout(() => silence.abort(new Error(`${path} does not come.`)), SILENT_FOR_MS)
  }
  heard()
  try {
    const response = await fetch(engineAddress(file), { signal: silence.signal })
    if (!response.ok || response.body === null) {
      throw new Error(`${path} answered ${response.status}.`)
    }
    const whole = new Uint8Array(size)
    let at = 0
    const reader = response.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heard()
      if (at + part.value.length > size) throw new Error(`${path} is of another version.`)
      whole.set(part.value, at)
      at += part.value.length
      onBytes(part.value.length)
    }
    if (at !== size || !(await isWhatItShouldBe(whole.buffer, sha256))) {
      throw new Error(`${path} is of another version.`)
    }
    return whole.buffer
  } finally {
    clearTimeout(late)
  }
}

/** Pages over plain http from another machine have no digests. There only the length is checked. */
async function isWhatItShouldBe(bytes: ArrayBuffer, sha256: string): Promise<boolean> {
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (subtle === undefined) return true
  const digesting = subtle.digest('SHA-256', bytes)
  const digest = new Uint8Array(await within(SILENT_FOR_MS, 'A digest', digesting))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256
}
