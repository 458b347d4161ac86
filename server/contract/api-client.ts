import type { z } from 'zod'
import { portraitSchema } from '../../embeddings/gallery/portrait.ts'
import {
  faceAnswerSchema,
  facetListSchema,
  galleryInfoSchema,
  healthSchema,
  matchListSchema,
  type Problem,
  portraitListSchema,
  problemSchema,
  readinessSchema,
  workAnswerSchema,
} from './http.ts'
import {
  type MatchRequestMessage,
  type PortraitFilterMessage,
  pictureMatchListSchema,
} from './match-request.ts'

/** How asking ended. */
type ApiOutcome<Value> =
  | { readonly status: 'ok'; readonly value: Value }
  | { readonly status: 'problem'; readonly problem: Problem }
  /** Nothing answered in time, or something else than a Pendant server did. */
  | { readonly status: 'unreachable'; readonly detail: string }

/** What may be said beside a picture: how many portraits, of which face, out of which works. */
type PictureQuestion = PortraitFilterMessage & {
  readonly k?: number
  /** Which face is meant where there are several, from 1, the largest first. */
  readonly face?: number
}

/** What may be said in a query or a form. */
type Question = PictureQuestion & { readonly spread?: number }

export type ApiClientOptions = {
  /** A key of the museum's, where its server asks for one. */
  readonly key?: string
  /** How long an answer may take, in milliseconds; a picture on a slow line takes minutes. */
  readonly answerWithinMs?: number
}

const ANSWER_WITHIN_MS = 300_000

/**
 * The HTTP API of the server at `baseUrl`, such as `https://pendant.museum.example`; docs/protocol.md
 * tells what is promised. Nothing here rejects.
 */
export function pendantApi(baseUrl: string, options: ApiClientOptions = {}) {
  const { key, answerWithinMs = ANSWER_WITHIN_MS } = options
  const root = `${baseUrl.replace(/\/+$/, '')}/api/v1`
  const own = key === undefined ? {} : { authorization: `Bearer ${key}` }

  async function ask<Value>(
    schema: z.ZodType<Value>,
    path: string,
    { headers, ...init }: RequestParts = {},
  ): Promise<ApiOutcome<Value>> {
    let answer: unknown
    let status: number
    try {
      const response = await fetch(`${root}${path}`, {
        ...init,
        headers: { ...own, ...headers },
        signal: AbortSignal.timeout(answerWithinMs),
      })
      status = response.status
      answer = await response.json()
    } catch (error) {
      return { status: 'unreachable', detail: error instanceof Error ? error.message : 'no answer' }
    }
    const value = schema.safeParse(answer)
    if (value.success) return { status: 'ok', value: value.data }
    const problem = problemSchema.safeParse(answer)
    if (problem.success) return { status: 'problem', problem: problem.data }
    return {
      status: 'unreachable',
      detail: `What answered ${status} is no Pendant of this version.`,
    }
  }

  type Filter = PortraitFilterMessage
  const portraitPath = (id: string) => `/portraits/${encodeURIComponent(id)}`
  return {
    match: (probe: MatchRequestMessage) =>
      ask(matchListSchema, '/match', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(probe),
      }),
    /** `image` is the file of a picture, as a browser or Node has it. */
    matchPicture(image: ImageFile, question: PictureQuestion = {}) {
      const form = new FormData()
      // Fields first: a server may begin to read the picture before all of it has come.
      for (const [name, value] of fieldsOf(question)) form.append(name, value)
      form.append('image', image)
      return ask(pictureMatchListSchema, '/match', { method: 'POST', body: form })
    },
    /** Portraits from all over the gallery. */
    portraits: (question: Filter & { readonly spread?: number } = {}) =>
      ask(portraitListSchema, `/portraits?${queryOf(question)}`),
    /** What may be filtered by; beside a filter, what may take the place of each of its conditions. */
    facets: (filter: Filter = {}) => ask(facetListSchema, `/facets?${queryOf(filter)}`),
    portrait: (id: string) => ask(portraitSchema, portraitPath(id)),
    /** What was computed of a portrait's face. */
    face: (id: string) => ask(faceAnswerSchema, `${portraitPath(id)}/face`),
    similar: (id: string, question: Filter & { readonly k?: number } = {}) =>
      ask(matchListSchema, `${portraitPath(id)}/similar?${queryOf(question)}`),
    work: (id: string) => ask(workAnswerSchema, `/works/${encodeURIComponent(id)}`),
    gallery: () => ask(galleryInfoSchema, '/gallery'),
    /** Answers also where there is no gallery: see its `status`. */
    health: () => ask(healthSchema, '/health'),
    /** Whether look-ups may be sent, and pictures where that is asked. */
    ready: ({ pictures }: { readonly pictures?: boolean } = {}) =>
      ask(readinessSchema, `/ready${pictures ? '?pictures=true' : ''}`),
  }
}

/** The fields of a query or a form: what may be several is repeated, what is left out is none. */
function fieldsOf(question: Question): [string, string][] {
  return Object.entries(question).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, String(one)]),
  )
}

function queryOf(question: Question): string {
  return fieldsOf(question)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}

// What is used of the Fetch API, which browsers and Node both have: the contract is compiled with the
// types of neither.

type RequestParts = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
}

/** The part of a `Blob` by which it is known here. */
type ImageFile = { readonly size: number; readonly type: string }

declare function fetch(
  address: string,
  request: RequestParts & { readonly signal: unknown },
): Promise<{ readonly status: number; json(): Promise<unknown> }>

declare class FormData {
  append(name: string, value: string | ImageFile): void
}

declare const AbortSignal: { timeout(ms: number): unknown }
