import { type Descriptor, SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { type MatchList, matchListSchema, problemSchema } from '../../server/contract/http.ts'

const ANSWER_WITHIN_MS = 12_000

/** What came of a look-up over HTTP: it always ends. */
export type HttpFindOutcome =
  | { readonly status: 'matched'; readonly list: MatchList }
  | {
      readonly status: 'failed'
      readonly reason: 'no-answer' | 'too-many' | 'no-gallery' | 'other-space'
      readonly detail: string
    }

/**
 * Asks the server of this page's origin whom a face resembles: `POST /api/v1/match` with 128
 * numbers, how many matches are wanted and the name of the embedding space, and nothing else.
 */
export async function findOverHttp(descriptor: Descriptor, k: number): Promise<HttpFindOutcome> {
  try {
    const response = await fetch('/api/v1/match', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ descriptor: Array.from(descriptor), k, space: SPACE_ID }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const answer: unknown = await response.json()
    if (!response.ok) return refusal(answer)
    const list = matchListSchema.safeParse(answer)
    if (list.success) return { status: 'matched', list: list.data }
    return failed('no-answer', 'The server answered in a form not agreed.')
  } catch (problem) {
    // Lost connection, time-out, broken answer: whoever asked can only ask again.
    return failed('no-answer', String(problem))
  }
}

function refusal(answer: unknown): HttpFindOutcome {
  const problem = problemSchema.safeParse(answer)
  if (!problem.success) return failed('no-answer', 'The server refused in a form not agreed.')
  const { code, detail } = problem.data
  switch (code) {
    case 'too-many-probes':
    case 'busy':
    case 'overloaded':
      return failed('too-many', detail)
    case 'no-gallery':
    case 'empty-gallery':
      return failed('no-gallery', detail)
    case 'other-space':
      return failed('other-space', detail)
    default:
      return failed('no-answer', detail)
  }
}

function failed(
  reason: Extract<HttpFindOutcome, { status: 'failed' }>['reason'],
  detail: string,
): HttpFindOutcome {
  return { status: 'failed', reason, detail }
}
