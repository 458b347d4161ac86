import { readFileSync } from 'node:fs'
import { z } from 'zod'

const shareSchema = z.number().min(0).max(1)

const paintedFaceSchema = z.strictObject({
  /** x, y, width, height in shares of the picture. */
  box: z.tuple([shareSchema, shareSchema, shareSchema, shareSchema]),
  kinds: z.array(z.enum(['profile', 'tilted', 'covered', 'graphic', 'sculpted', 'doubtful'])),
  hangable: z.boolean(),
})

const labelsSchema = z.strictObject({
  about: z.strictObject({
    what: z.string(),
    ids: z.string(),
    seed: z.int(),
    sampling: z.string(),
    box: z.string(),
    rules: z.array(z.string()),
  }),
  works: z.array(
    z.strictObject({
      id: z.string(),
      half: z.enum(['tuning', 'reporting']),
      faces: z.array(paintedFaceSchema),
    }),
  ),
})

export type PaintedFace = z.output<typeof paintedFaceSchema>

/** A work, every face in it, and whether it is for choosing thresholds on or for figures. */
export type LabelledWork = z.output<typeof labelsSchema>['works'][number]

/** The faces of 150 paintings as marked by eye; throws when the file is not as it says. */
export function paintedFaces(): LabelledWork[] {
  const file = new URL('../labels/painted-faces.json', import.meta.url)
  return labelsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).works
}
