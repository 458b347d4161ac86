import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { DESCRIPTOR_LENGTH, SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { packedLength } from '../../embeddings/likeness/triangular.ts'

/**
 * What visitors' faces are like as numbers about nobody: mean and covariance of descriptors of
 * photographs, and how descriptors of one person differ among themselves. No visitor is remembered
 * for it; it comes with Pendant, made by `pendant fit-visitors` (see docs/likeness.md).
 */
export type VisitorModel = {
  readonly people: number
  readonly photographs: number
  /** 128 numbers. */
  readonly mean: Float32Array
  /** Of all photographs' descriptors; packed, see `PackedTriangle`. */
  readonly covariance: Float32Array
  /** Within a person, over photographs and varied copies; packed, its diagonal 1 by mean. */
  readonly withinPerson: Float32Array
}

const VISITOR_MODEL_FORMAT = 'pendant-visitors/1'

/** The model that comes with Pendant. */
export const VISITOR_MODEL_FILE = new URL('./visitor-model.json', import.meta.url)

const numbers = (length: number) =>
  z.base64().transform((text, context) => {
    const bytes = Buffer.from(text, 'base64')
    const values = Float32Array.from({ length: bytes.length >> 2 }, (_, i) =>
      bytes.readFloatLE(i * 4),
    )
    if (values.length === length && values.every(Number.isFinite)) return values
    context.addIssue(`${length} finite Float32 numbers in base64 are asked for.`)
    return z.NEVER
  })

const fileSchema = z.object({
  format: z.literal(VISITOR_MODEL_FORMAT),
  /** Descriptors of another space have other means. */
  spaceId: z.literal(SPACE_ID),
  people: z.int().positive(),
  photographs: z.int().positive(),
  mean: numbers(DESCRIPTOR_LENGTH),
  covariance: numbers(packedLength(DESCRIPTOR_LENGTH)),
  withinPerson: numbers(packedLength(DESCRIPTOR_LENGTH)),
})

/** Rejects, naming the file, when it cannot be read or belongs to other descriptors. */
export async function readVisitorModel(
  file: URL | string = VISITOR_MODEL_FILE,
): Promise<VisitorModel> {
  const refuse = (problem: string): never => {
    throw new Error(`The visitor model ${String(file)} cannot be used (${problem}).`)
  }
  const text = await readFile(file, 'utf8').catch((error: Error) => refuse(error.message))
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    refuse((error as Error).message)
  }
  const parsed = fileSchema.safeParse(document)
  if (parsed.success) {
    const { people, photographs, mean, covariance, withinPerson } = parsed.data
    return { people, photographs, mean, covariance, withinPerson }
  }
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return refuse(issues.join('; '))
}

/** The text of a visitor model's file. */
export function visitorModelText(model: VisitorModel): string {
  const base64 = (values: Float32Array): string => {
    const bytes = Buffer.alloc(values.length * 4)
    values.forEach((value, i) => {
      bytes.writeFloatLE(value, i * 4)
    })
    return bytes.toString('base64')
  }
  const document: z.input<typeof fileSchema> = {
    format: VISITOR_MODEL_FORMAT,
    spaceId: SPACE_ID,
    people: model.people,
    photographs: model.photographs,
    mean: base64(model.mean),
    covariance: base64(model.covariance),
    withinPerson: base64(model.withinPerson),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
