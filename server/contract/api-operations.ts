import { z } from 'zod'
import { WORD_KINDS } from '../../embeddings/atlas/atlas-file.ts'
import { portraitSchema } from '../../embeddings/gallery/portrait.ts'
import { EXAMPLES } from './api-examples.ts'
import {
  atlasAnswerSchema,
  atlasPortraitsSchema,
  DEFAULT_WORDS,
  labelListSchema,
  MAX_POSITIONS,
  MAX_QUESTION,
  MAX_WORDS,
  pathAnswerSchema,
} from './atlas.ts'
import { DEFAULT_MATCHES, MAX_MATCHES } from './events.ts'
import type { ProblemCode } from './failures.ts'
import {
  DEFAULT_SPREAD,
  faceAnswerSchema,
  facetListSchema,
  galleryInfoSchema,
  healthSchema,
  MAX_SPREAD,
  matchListSchema,
  portraitListSchema,
  readinessSchema,
  workAnswerSchema,
} from './http.ts'
import { FILTER_FIELDS, pictureMatchListSchema, portraitFilterSchema } from './match-request.ts'

export const OPENAPI_VERSION = '3.1.1'

/** A JSON Schema, or any other part of the description: plain JSON. */
export type Json = { readonly [key: string]: unknown }

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly description: string
  readonly required: boolean
  readonly schema: Json
  readonly example?: unknown
}

/** One operation of the API. */
export type ApiOperation = {
  readonly method: 'get' | 'post'
  /** The path below the server's address, with {names} for the variable parts. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  /** The successful answers, by status. */
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema: z.ZodType; example: unknown }>
  >
  /** The problems of this operation, beside those that any request may get. */
  readonly problems?: readonly ProblemCode[]
  /** Takes a probe in its body: a picture, or the descriptor of a face. */
  readonly takesProbe?: true
  /** Counts as a look-up: see the RateLimit headers. */
  readonly isCounted?: true
  /** Takes a key, if the server has keys. */
  readonly takesKey?: true
}

const id = (of: string, example: string): Parameter => ({
  name: 'id',
  in: 'path',
  description: `The id of the ${of}, percent-encoded.`,
  required: true,
  schema: { type: 'string', minLength: 1 },
  example,
})

const wholeNumber = (name: string, max: number, fallback: number, means: string): Parameter => ({
  name,
  in: 'query',
  description: means,
  required: false,
  schema: { type: 'integer', minimum: 1, maximum: max, default: fallback },
})

const text = (
  name: string,
  description: string,
  required: boolean,
  example: string,
  maxLength?: number,
): Parameter => ({
  name,
  in: 'query',
  description,
  required,
  schema: { type: 'string', minLength: 1, ...(maxLength === undefined ? {} : { maxLength }) },
  example,
})

const FILTER_MEANS = {
  museum: 'Only works of this museum, as labels write its name; of any of several.',
  century: 'Only works of this century, 17 for 1601–1700, -5 for 500–401 BC; of any of several.',
  place:
    'Only works that hang there, as labels write the room; in any of several. What is not on view hangs nowhere.',
  category: 'Only portraits of this category, as the curator named it; of any of several.',
  onView: 'Only works that hang where visitors can see them.',
} as const satisfies Record<(typeof FILTER_FIELDS)[number], string>

/**
 * The conditions of a filter as fields of a query or a form. A repeatable condition is repeated.
 */
export const FILTER_PARAMETERS: readonly Parameter[] = FILTER_FIELDS.map((name) => {
  const { $schema, ...schema } = z.toJSONSchema(portraitFilterSchema.shape[name], { io: 'input' })
  return { name, in: 'query', description: FILTER_MEANS[name], required: false, schema }
})

/** A request that counts as a look-up, and its problems. */
const counted = (...others: ProblemCode[]) => ({
  isCounted: true as const,
  problems: [
    'bad-request',
    ...others,
    'too-many-probes',
    'overloaded',
    'no-gallery',
  ] as ProblemCode[],
})

/** The problems of every look-up in the index. */
const LOOKUP_PROBLEMS = counted('not-permitted').problems

const operation = (method: 'get' | 'post', path: string, id: string, summary: string) => ({
  method,
  path: `/api/v1${path}`,
  id,
  summary,
})

const answers = (description: string, schema: z.ZodType, example: unknown) => ({
  answers: { 200: { description, schema, example } },
})

/** Every route of the API. The description, its page and its tests are made from this list. */
export const API_OPERATIONS: readonly ApiOperation[] = [
  {
    ...operation('post', '/match', 'match', 'Whom a face resembles'),
    description:
      'Send a picture of one face, or its descriptor where it was computed elsewhere. A picture lives in memory until it is answered, and no longer; nothing is kept of either.',
    ...answers(
      'The portraits that most resemble the face, the most like first; of a picture, the face that was compared as well.',
      z.union([pictureMatchListSchema, matchListSchema]),
      EXAMPLES.pictureMatches,
    ),
    problems: [
      ...LOOKUP_PROBLEMS,
      'bad-probe',
      'other-space',
      'too-slow',
      'too-large',
      'unsupported-media-type',
      'bad-picture',
      'no-face',
      'many-faces',
      'face-unfit',
      'busy',
      'empty-gallery',
    ],
    takesProbe: true,
    isCounted: true,
    takesKey: true,
  },
  {
    ...operation('get', '/portraits/{id}/similar', 'similar', 'Whom a portrait resembles'),
    description:
      'The portraits of other works most like this one, the most like first; of those that pass the filter, where there is one.',
    parameters: [
      id('portrait', EXAMPLES.portrait.id),
      wholeNumber('k', MAX_MATCHES, DEFAULT_MATCHES, 'How many portraits, at most.'),
      ...FILTER_PARAMETERS,
    ],
    ...answers('The portraits.', matchListSchema, EXAMPLES.matches),
    problems: [...LOOKUP_PROBLEMS, 'not-found'],
    isCounted: true,
    takesKey: true,
  },
  {
    ...operation('get', '/portraits/{id}', 'portrait', 'One portrait'),
    description: 'A face of a work, with the label of that work and its pictures.',
    parameters: [id('portrait', EXAMPLES.portrait.id)],
    ...answers('The portrait.', portraitSchema, EXAMPLES.portrait),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/portraits/{id}/face', 'face', 'What was computed of a portrait'),
    description:
      'The 68 landmarks of its face on the crop, where the head faces, and the descriptor by which it is found. Galleries indexed before landmarks were kept do not hold them.',
    parameters: [id('portrait', EXAMPLES.portrait.id)],
    ...answers('What was computed.', faceAnswerSchema, EXAMPLES.face),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/portraits', 'portraits', 'Portraits from all over the gallery'),
    description:
      'The same portraits every time, each once, at even steps over the gallery, or over those that pass the filter where there is one.',
    parameters: [
      wholeNumber('spread', MAX_SPREAD, DEFAULT_SPREAD, 'How many, at most.'),
      ...FILTER_PARAMETERS,
    ],
    ...answers('The portraits.', portraitListSchema, EXAMPLES.portraits),
    ...counted(),
  },
  {
    ...operation('get', '/works/{id}', 'work', 'One work'),
    description: 'A work with all of its faces that hang in the gallery, the largest first.',
    parameters: [id('work', EXAMPLES.portrait.workId)],
    ...answers('The work.', workAnswerSchema, EXAMPLES.work),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/facets', 'facets', 'What portraits may be filtered by'),
    description:
      'Which museums, centuries, places and categories there are, as filters name them, and how many portraits of each, the most first. With a filter, each list counts what passes the other conditions: whatever is chosen from it finds so many.',
    parameters: FILTER_PARAMETERS,
    ...answers('What there is.', facetListSchema, EXAMPLES.facets),
    ...counted(),
  },
  {
    ...operation('get', '/atlas', 'atlas', 'The maps of all portraits'),
    description:
      'Every layout of the atlas, the regions of the map by likeness with the words that tell them apart, and where in the file of the atlas points and thumbnails lie. A problem where the gallery has no atlas.',
    ...answers('The atlas.', atlasAnswerSchema, EXAMPLES.atlas),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/atlas/portraits', 'atlasPortraits', 'Portraits by their positions'),
    description: 'Maps know portraits by their positions in the gallery: take one of the two.',
    parameters: [
      text('at', `Positions, at most ${MAX_POSITIONS}, with commas between them.`, false, '7,12'),
      text('id', "A portrait's id.", false, EXAMPLES.portrait.id),
    ],
    ...answers('The portraits.', atlasPortraitsSchema, EXAMPLES.atlasPortraits),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/labels', 'labels', 'Words to find portraits by'),
    description:
      'What labels say and pictures show: centuries, artists, museums, media, categories, words of titles. With a question, the words that begin like its parts, and where all portraits lie that have each part.',
    parameters: [
      text('q', 'What is looked for.', false, 'pearl', MAX_QUESTION),
      text('kind', `Words of this kind alone: ${WORD_KINDS.join(', ')}.`, false, 'museum'),
      wholeNumber('limit', MAX_WORDS, DEFAULT_WORDS, 'How many words, at most.'),
    ],
    ...answers('The words, the most frequent first.', labelListSchema, EXAMPLES.labels),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/paths', 'paths', 'A way from one portrait to another'),
    description:
      'Through portraits each of which resembles the next, by the least sum of squared distances. A problem where no way leads there.',
    parameters: [
      text('from', 'The id of the portrait it begins at.', true, EXAMPLES.portrait.id),
      text('to', 'The id of the portrait it ends at.', true, EXAMPLES.portrait.id),
    ],
    ...answers('The way.', pathAnswerSchema, EXAMPLES.path),
    ...counted('not-found'),
  },
  {
    ...operation('get', '/gallery', 'gallery', 'The gallery that answers'),
    description: 'Its id stands in every answer: after a swap it is another one.',
    ...answers('The gallery.', galleryInfoSchema, EXAMPLES.gallery),
    problems: ['no-gallery'],
  },
  {
    ...operation('get', '/health', 'health', 'How the server is'),
    description: 'For whoever looks after it. Answers in one shape, with a gallery or without.',
    answers: {
      200: {
        description: 'Look-ups are answered.',
        schema: healthSchema,
        example: EXAMPLES.health,
      },
      503: {
        description: 'There is no gallery to answer from, or the server is overloaded.',
        schema: healthSchema,
        example: { ...EXAMPLES.health, status: 'no-gallery', gallery: null },
      },
    },
  },
  {
    ...operation('get', '/ready', 'ready', 'Whether look-ups may be sent'),
    description: 'For balancers: a problem unless this server has a gallery to answer from.',
    parameters: [
      {
        name: 'pictures',
        in: 'query',
        description: 'And whether it can read pictures, which starts the reader of pictures.',
        required: false,
        schema: { const: 'true' },
      },
    ],
    ...answers('They may.', readinessSchema, EXAMPLES.ready),
    problems: ['bad-request', 'no-pictures', 'overloaded', 'no-gallery'],
  },
  {
    ...operation('get', '/openapi.json', 'openapi', 'This description'),
    description: 'OpenAPI 3.1. The same, to be read, is at /api.',
    ...answers('The description.', z.looseObject({ openapi: z.literal(OPENAPI_VERSION) }), {
      openapi: OPENAPI_VERSION,
    }),
  },
]
