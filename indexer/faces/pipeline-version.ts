import { join } from 'node:path'
import { SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { MODEL_FILES } from '../../embeddings/face/face-models.ts'
import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import { INDEXING_MODELS, INDEXING_SUSPICION } from '../../embeddings/node/load-node-models.ts'
import { MODEL_DIRECTORY } from '../../embeddings/node/tfjs-models.ts'
import { digestBytes, digestFile } from '../../embeddings/store/digest.ts'
import type { PipelineVersion } from '../catalogue/descriptions.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/** Raise it when pictures need a new description although the rest of the recipe is unchanged. */
const RECIPE_VERSION = 3

/** Recipes that found faces and landmarks as this one does, and described them otherwise. */
const SAME_LANDMARKS: readonly (readonly [version: number, spaceId: string])[] = [
  [3, 'dlib-resnet-128/mean-face-150-padding-0.25/settled-landmarks/mirror-mean/l2'],
]

/** The nets that the indexer uses, by the names of their files. */
const INDEXING_MODEL_FILES: readonly string[] = [
  MODEL_FILES['ssd-mobilenet-v1'],
  MODEL_FILES.landmarks,
  MODEL_FILES.recognition,
]

/** SHA-256 of each weight file, by its name. Throws `CuratorError` when one is missing. */
export async function modelDigests(): Promise<Record<string, string>> {
  const entries = INDEXING_MODEL_FILES.map(async (name) => {
    const file = join(MODEL_DIRECTORY, `${name}.bin`)
    const digest = await digestFile(file).catch((error: Error) => {
      throw new CuratorError(
        `The face model ${file} cannot be read (${error.message}); run "npm install" again.`,
      )
    })
    return [`${name}.bin`, digest] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/**
 * The pipeline that describes faces now. A work that another one described is described again: from
 * its landmarks where they are the same, else from the picture.
 */
export function currentPipelineVersion(models: Readonly<Record<string, string>>): PipelineVersion {
  const digestOf = (version: number, spaceId: string): string =>
    digestBytes(
      Buffer.from(
        JSON.stringify([
          version,
          spaceId,
          models,
          INDEXING_MODELS,
          INDEXING_SUSPICION,
          ANALYSIS_LONG_SIDE_PX,
        ]),
      ),
    )
  return {
    digest: digestOf(RECIPE_VERSION, SPACE_ID),
    spaceId: SPACE_ID,
    sameLandmarks: SAME_LANDMARKS.map(([version, spaceId]) => digestOf(version, spaceId)),
  }
}
