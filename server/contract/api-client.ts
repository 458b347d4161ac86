import type { z } from 'zod'
import type { WordKind } from '../../embeddings/atlas/atlas-file.ts'
import { portraitSchema } from '../../embeddings/gallery/portrait.ts'
import {
  atlasAnswerSchema,
  atlasPortraitsSchema,
  labelListSchema,
  pathAnswerSchema,
} from './atlas.ts'
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

/** The outcome of a request. */
type ApiOutcome<Value> =
  | { readonly status: 'ok'; readonly value: Value }
  | { readonly status: 'problem'; readonly problem: Problem }
  /** No answer came in time, or the answer was not a Pendant server's. */
  | { readonly status: 'unreachable'; readonly detail: string }

/** The options beside a picture: how many portraits, of which face, from which works. */
type PictureQuestion = PortraitFilterMessage & {
  readonly k?: number
  /** The number of the face that is meant, from 1, the largest first. */
  readonly face?: number
}

/** The fields of a query or a form. */
type Question = PictureQuestion & { readonly spread?: number }

export type ApiClientOptions = {
  /** A key from the museum, for a server that requires one. */
  readonly key?: string
  /** Time limit for an answer, in milliseconds. A picture on a slow line takes minutes. */
  readonly answerWithinMs?: number
}

const ANSWER_WITHIN_MS = 300_000

/**
 * A client for the HTTP API of the server at `baseUrl`, such as `https://pendant.museum.example`.
 * docs/protocol.md states what the API promises. No method rejects.
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
    /** `image` is a picture file, as a browser or Node holds it. */
    matchPicture(image: ImageFile, question: PictureQuestion = {}) {
      const form = new FormData()
      // Fields come first: a server may start to read the picture before all of it has arrived.
      for (const [name, value] of fieldsOf(question)) form.append(name, value)
      form.append('image', image)
      return ask(pictureMatchListSchema, '/match', { method: 'POST', body: form })
    },
    /** Portraits from all over the gallery. */
    portraits: (question: Filter & { readonly spread?: number } = {}) =>
      ask(portraitListSchema, `/portraits?${queryOf(question)}`),
    /**
     * The values that a filter may name. With a filter, the alternatives to each of its conditions.
     */
    facets: (filter: Filter = {}) => ask(facetListSchema, `/facets?${queryOf(filter)}`),
    portrait: (id: string) => ask(portraitSchema, portraitPath(id)),
    /** The computed data of a portrait's face. */
    face: (id: string) => ask(faceAnswerSchema, `${portraitPath(id)}/face`),
    similar: (id: string, question: Filter & { readonly k?: number } = {}) =>
      ask(matchListSchema, `${portraitPath(id)}/similar?${queryOf(question)}`),
    work: (id: string) => ask(workAnswerSchema, `/works/${encodeURIComponent(id)}`),
    /** The maps of all portraits. */
    atlas: () => ask(atlasAnswerSchema, '/atlas'),
    atlasPortraits: (wanted: { readonly at: readonly number[] } | { readonly id: string }) =>
      ask(
        atlasPortraitsSchema,
        'id' in wanted
          ? `/atlas/portraits?id=${encodeURIComponent(wanted.id)}`
          : `/atlas/portraits?at=${wanted.at.join(',')}`,
      ),
    /** Words to find portraits by; with `q`, those that answer it, and where. */
    labels: ({
      q,
      kind,
      limit,
    }: {
      readonly q?: string
      readonly kind?: WordKind
      readonly limit?: number
    } = {}) =>
      ask(
        labelListSchema,
        `/labels?${[
          ...(q === undefined ? [] : [`q=${encodeURIComponent(q)}`]),
          ...(kind === undefined ? [] : [`kind=${kind}`]),
          ...(limit === undefined ? [] : [`limit=${limit}`]),
        ].join('&')}`,
      ),
    /** The way between two portraits. */
    path: (from: string, to: string) =>
      ask(pathAnswerSchema, `/paths?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`),
    gallery: () => ask(galleryInfoSchema, '/gallery'),
    /** Also answers when there is no gallery: see its `status`. */
    health: () => ask(healthSchema, '/health'),
    /** Whether the server takes look-ups and, if asked, pictures. */
    ready: ({ pictures }: { readonly pictures?: boolean } = {}) =>
      ask(readinessSchema, `/ready${pictures ? '?pictures=true' : ''}`),
  }
}

/**
 * The fields of a query or a form. Lists become repeated fields, and empty options are left out.
 */
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

// The parts of the Fetch API that this client uses. Browsers and Node both have it, but the
// contract is compiled with neither's types.

type RequestParts = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
}

/** The part of a `Blob` that this client relies on. */
type ImageFile = { readonly size: number; readonly type: string }

declare function fetch(
  address: string,
  request: RequestParts & { readonly signal: unknown },
): Promise<{ readonly status: number; json(): Promise<unknown> }>

declare class FormData {
  append(name: string, value: string | ImageFile): void
}

declare const AbortSignal: { timeout(ms: number): unknown }
