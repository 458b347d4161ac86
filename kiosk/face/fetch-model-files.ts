import type { ModelFiles } from '../../embeddings/face/face-api-models.ts'
import { MODEL_FILES } from '../../embeddings/face/face-models.ts'
import { modelFilesAmong } from './engine-files.ts'

/** The nets a camera needs: the fast detector, landmarks, descriptors. */
const NEEDED = [
  MODEL_FILES['tiny-face-detector'],
  MODEL_FILES.landmarks,
  MODEL_FILES.recognition,
] as const

/**
 * Downloads all files of weights at once, so that the time they take is not counted as the
 * engine's. `modelsUrl` ends in a slash. Rejects, naming the address, when one is missing or is no
 * such file.
 */
export async function fetchModelFiles(modelsUrl: string): Promise<ModelFiles> {
  const download = async (name: string): Promise<[string, ArrayBuffer]> => {
    const address = `${modelsUrl}${name}`
    const response = await fetch(address)
    if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
    return [name, await response.arrayBuffer()]
  }
  const files = await Promise.all(
    NEEDED.flatMap((model) => [
      download(`${model}.bin`),
      download(`${model}-weights_manifest.json`),
    ]),
  )
  return modelFilesAmong(new Map(files))
}
