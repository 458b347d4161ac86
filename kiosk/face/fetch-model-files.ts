import type { ModelFiles } from '../../embeddings/face-api-models.ts'
import { MODEL_FILES } from '../../embeddings/face-models.ts'

/** The nets a camera needs: the fast detector, landmarks, descriptors. */
const NEEDED = [
  MODEL_FILES['tiny-face-detector'],
  MODEL_FILES.landmarks,
  MODEL_FILES.recognition,
] as const

/**
 * Downloads all files of weights at once, so that the time they take is not counted as the engine's.
 * `modelsUrl` ends in a slash. Rejects, naming the address, when one is missing or is no such file.
 */
export async function fetchModelFiles(modelsUrl: string): Promise<ModelFiles> {
  const download = async (name: string): Promise<[string, Uint8Array]> => {
    const address = `${modelsUrl}${name}`
    const response = await fetch(address)
    if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
    return [name, new Uint8Array(await response.arrayBuffer())]
  }
  const files = new Map(
    await Promise.all(
      NEEDED.flatMap((model) => [
        download(`${model}.bin`),
        download(`${model}-weights_manifest.json`),
      ]),
    ),
  )
  const fileNamed = (name: string): Uint8Array => {
    const bytes = files.get(name)
    if (bytes === undefined) throw new Error(`${modelsUrl}${name} was not downloaded.`)
    return bytes
  }
  return {
    readBytes: async (name) => fileNamed(name),
    readJson: async (name) => {
      const text = new TextDecoder().decode(fileNamed(name))
      try {
        return JSON.parse(text) as unknown
      } catch {
        throw new Error(`${modelsUrl}${name} is not JSON.`)
      }
    },
  }
}
