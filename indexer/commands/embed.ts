import type { Command } from 'commander'
import type { Face } from '../../embeddings/face/face-pipeline.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { findFacesInFile } from '../faces/find-in-file.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { showProgress } from '../terminal/progress.ts'

/**
 * One picture in the answer. Scripts rely on these names. Places are in pixels of the upright
 * picture at full size.
 */
type EmbeddedPicture = {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly faces: readonly {
    readonly box: Box
    readonly score: number
    readonly landmarks: readonly (readonly [number, number])[]
    readonly pose: Face['pose']
    readonly quality: number
    readonly descriptor: readonly number[]
  }[]
  readonly error?: string
}

export function registerEmbedCommand(program: Command, context: CommandContext): void {
  program
    .command('embed')
    .description('find and describe the faces of pictures; needs no catalogue')
    .argument('<image...>', 'picture files')
    .action(async (images: string[]) => {
      const models = await loadNodeModels()
      const display =
        images.length > 1 ? showProgress(context.progress, 'Embedding', images.length) : undefined
      const pictures: EmbeddedPicture[] = []
      try {
        for (const image of images) {
          if (context.signal.aborted) {
            throw new Interrupted(`Stopped after ${pictures.length} of ${images.length} pictures.`)
          }
          const found = await findFacesInFile(models, image)
          pictures.push(
            'problem' in found
              ? { image, width: 0, height: 0, faces: [], error: found.problem }
              : { image, ...found, faces: found.faces.map(toDocument) },
          )
          display?.advance()
        }
      } finally {
        display?.finish()
        models.close()
      }
      if (pictures.some(({ error }) => error !== undefined)) context.endWithFailure()
      context.answer(pictures, pictures.flatMap(toLines))
    })
}

function toDocument(face: Face): EmbeddedPicture['faces'][number] {
  const { box, score, landmarks, pose, quality, descriptor } = face
  return {
    box,
    score,
    landmarks: landmarks.map(({ x, y }) => [x, y] as const),
    pose,
    quality,
    descriptor: Array.from(descriptor),
  }
}

function toLines({ image, width, height, faces, error }: EmbeddedPicture): string[] {
  if (error !== undefined) return [`${image}: ${error}`]
  return [
    `${image}: ${width} × ${height} pixels, ${faces.length} ${faces.length === 1 ? 'face' : 'faces'}`,
    ...faces.map(({ box, score, pose, quality }) => {
      const place = [box.x, box.y, box.width, box.height].map(Math.round).join(' ')
      return `  box ${place}  score ${score.toFixed(2)}  yaw ${pose.yaw.toFixed(0)}° pitch ${pose.pitch.toFixed(0)}° roll ${pose.roll.toFixed(0)}°  quality ${quality.toFixed(2)}`
    }),
  ]
}
