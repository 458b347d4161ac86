import { z } from 'zod'
import { DESCRIPTOR_LENGTH } from '../../embeddings/face/descriptor.ts'
import { portraitMatchSchema, portraitSchema } from '../../embeddings/gallery/portrait.ts'
import { EXAMPLES, exampleProblem } from './api-examples.ts'
import {
  API_OPERATIONS,
  type ApiOperation,
  FILTER_PARAMETERS,
  type Json,
  OPENAPI_VERSION,
} from './api-operations.ts'
import { DEFAULT_MATCHES, MAX_DESCRIPTOR_NUMBER, MAX_MATCHES } from './events.ts'
import { FAILURES, type ProblemCode } from './failures.ts'
import {
  faceAnswerSchema,
  facetListSchema,
  galleryInfoSchema,
  healthSchema,
  matchListSchema,
  portraitListSchema,
  problemSchema,
  readinessSchema,
  workAnswerSchema,
} from './http.ts'
import {
  MAX_FACE_NUMBER,
  matchRequestSchema,
  pictureMatchListSchema,
  portraitFilterSchema,
} from './match-request.ts'

/** The API described as OpenAPI 3.1. */
export type ApiDescription = {
  readonly openapi: string
  readonly info: Json
  readonly servers: readonly Json[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>> } & Json
}

/** Schemas of the answers, by their names in the description. */
const ANSWERS = {
  Gallery: galleryInfoSchema,
  Health: healthSchema,
  Readiness: readinessSchema,
  Portrait: portraitSchema,
  Face: faceAnswerSchema,
  PortraitList: portraitListSchema,
  FacetList: facetListSchema,
  PortraitMatch: portraitMatchSchema,
  MatchList: matchListSchema,
  PictureMatchList: pictureMatchListSchema,
  Work: workAnswerSchema,
  Problem: problemSchema,
}

/** Schemas of the requests. A descriptor may be bytes to the server; JSON has only numbers. */
const REQUESTS = {
  Filter: portraitFilterSchema,
  MatchRequest: matchRequestSchema.extend({
    descriptor: z
      .array(z.number().min(-MAX_DESCRIPTOR_NUMBER).max(MAX_DESCRIPTOR_NUMBER))
      .length(DESCRIPTOR_LENGTH),
  }),
}

const RATE_LIMIT_HEADERS = {
  RateLimit: {
    description: 'What is left of the allowance, as `"address";r=7;t=2`: 7 now, all of it in 2 s.',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: 'The allowance, as `"address";q=200;w=2`: 200 look-ups in 2 s.',
    schema: { type: 'string' },
  },
}
const RETRY_HEADERS = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
}

/** Describes the API of this version of the server. */
export function describeApi(version: string): ApiDescription {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of API_OPERATIONS) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation),
    }
  }
  return {
    openapi: OPENAPI_VERSION,
    info: {
      title: 'Pendant',
      version,
      summary: 'Which painted portrait does a face resemble?',
      description:
        'Every answer is JSON. Whatever goes wrong is answered as `application/problem+json` (RFC 9457): its `code` says what, `retry` whether asking again can help. An address that is not there is `not-found`, one that takes another method `wrong-method`; a request that comes too slowly is `too-slow`, one whose head is too large `head-too-large`. Unknown keys of a body are refused; answers may come to hold more than is described.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { ...schemasOf(ANSWERS, 'output'), ...schemasOf(REQUESTS, 'input') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key of the museum.' },
        header: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      },
    },
  }
}

function describeOperation(operation: ApiOperation): Json {
  const { id, summary, description, parameters = [], takesProbe, takesKey } = operation
  return {
    operationId: id,
    summary,
    description,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(takesProbe ? { requestBody: PROBE_BODY } : {}),
    // The first alternative is empty: a server without keys requires none.
    ...(takesKey ? { security: [{}, { bearer: [] }, { header: [] }] } : {}),
    responses: { ...describeAnswers(operation), ...describeProblems(operation) },
  }
}

const PROBE_BODY: Json = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['image'],
        properties: {
          image: {
            type: 'string',
            format: 'binary',
            description: 'A picture of at most 10 MB and 50 megapixels.',
          },
          k: {
            type: 'integer',
            minimum: 1,
            maximum: MAX_MATCHES,
            default: DEFAULT_MATCHES,
            description: 'How many portraits, at most.',
          },
          face: {
            type: 'integer',
            minimum: 1,
            maximum: MAX_FACE_NUMBER,
            description: 'Which face is meant where there are several, from 1, the largest first.',
          },
          ...Object.fromEntries(
            FILTER_PARAMETERS.map(({ name, schema, description }) => [
              name,
              { ...schema, description },
            ]),
          ),
        },
        additionalProperties: false,
      },
    },
    'application/json': { schema: reference('MatchRequest'), example: EXAMPLES.matchRequest },
  },
}

function describeAnswers({ answers, isCounted }: ApiOperation): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, example }]) => [
      status,
      {
        description,
        ...(isCounted ? { headers: RATE_LIMIT_HEADERS } : {}),
        content: { 'application/json': { schema: schemaOf(schema), example } },
      },
    ]),
  )
}

/** Groups problems by status. Several problems may share one status; the code tells them apart. */
function describeProblems({ problems = [], isCounted }: ApiOperation): Json {
  const statuses = [...new Set(problems.map((code) => FAILURES[code].httpStatus))]
  const described = statuses.map((status) => {
    const codes = problems.filter((code) => FAILURES[code].httpStatus === status)
    return [status, describeProblem(codes, isCounted ? headersOf(status) : {})] as const
  })
  return {
    ...Object.fromEntries(described),
    default: {
      description: 'Anything else that goes wrong.',
      content: { 'application/problem+json': { schema: reference('Problem') } },
    },
  }
}

function describeProblem(codes: readonly ProblemCode[], headers: Json): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${FAILURES[code].title}`).join(' '),
    headers,
    content: {
      'application/problem+json': {
        schema: { allOf: [reference('Problem'), { properties: { code: { enum: codes } } }] },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleProblem(code) }])),
      },
    },
  }
}

function headersOf(status: number): Json {
  return status === 429 ? { ...RATE_LIMIT_HEADERS, ...RETRY_HEADERS } : RATE_LIMIT_HEADERS
}

function reference(name: keyof typeof ANSWERS | keyof typeof REQUESTS): Json {
  return { $ref: `#/components/schemas/${name}` }
}

/** Refers to a named schema by name and to a choice of them as a choice; writes others out. */
function schemaOf(schema: z.ZodType): Json {
  const named = Object.entries(ANSWERS).find(([, each]) => each === schema)
  if (named) return reference(named[0] as keyof typeof ANSWERS)
  if (schema instanceof z.ZodUnion) {
    return { anyOf: schema.options.map((option) => schemaOf(option as z.ZodType)) }
  }
  const { $schema, ...rest } = z.toJSONSchema(schema)
  return rest
}

/** Schemas by name. They refer to each other by name. */
function schemasOf(
  named: Readonly<Record<string, z.ZodType>>,
  io: 'input' | 'output',
): Record<string, Json> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override({ jsonSchema }) {
      if (io === 'input') return
      // Later versions may add fields to an answer, so only requests are closed. An answer always
      // includes fields that have a default.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      delete jsonSchema.default
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema]),
  )
}
