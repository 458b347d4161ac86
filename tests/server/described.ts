import { z } from 'zod'
import type { ApiDescription } from '../../server/contract/openapi.ts'

type Described = {
  readonly responses: Readonly<
    Record<string, { readonly headers?: object; readonly content: Readonly<Record<string, Media>> }>
  >
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
}
type Media = {
  readonly schema: object
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

/** Every operation of a description: `GET /api/v1/works/{id}` and what is said of it. */
export function operationsOf({ paths }: ApiDescription): [string, Described][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Described] => [
      `${method.toUpperCase()} ${path}`,
      operation as Described,
    ]),
  )
}

/**
 * A JSON Schema of a description as a schema to check with: made from what is published, not from
 * its source.
 */
export function publishedSchema({ components }: ApiDescription, schema: object): z.ZodType {
  const whole = { ...schema, $defs: components.schemas }
  const local = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')
  return z.fromJSONSchema(JSON.parse(local))
}

/**
 * What a description says an operation answers with; throws where it says nothing of such an
 * answer.
 */
export function describedAnswer(
  description: ApiDescription,
  operation: string,
  response: Response,
): { schema: z.ZodType; headers: readonly string[] } {
  const described = operationsOf(description).find(([name]) => name === operation)?.[1]
  const answer = described?.responses[response.status]
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';')
  const media = answer?.content[type]
  if (!answer || !media) {
    throw new Error(`${operation} is not described to answer ${response.status} with ${type}.`)
  }
  return {
    schema: publishedSchema(description, media.schema),
    headers: Object.keys(answer.headers ?? {}),
  }
}
