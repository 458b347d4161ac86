import { matchListSchema, portraitListSchema } from '../../server/contract/http.ts'
import type { Collection } from '../state/collection.ts'
import { hangMatch, hangPortrait } from '../state/hung-portrait.ts'

const ANSWER_WITHIN_MS = 8_000

/** The collection over the server's HTTP API, of the same origin as the page. */
export function fetchCollection(): Collection {
  return {
    async spread(count) {
      const list = portraitListSchema.safeParse(await ask(`/api/v1/portraits?spread=${count}`))
      if (!list.success) return null
      return { gallery: list.data.gallery, portraits: list.data.portraits.map(hangPortrait) }
    },
    async likenesses(portraitId, count) {
      const path = `/api/v1/portraits/${encodeURIComponent(portraitId)}/similar?k=${count}`
      const list = matchListSchema.safeParse(await ask(path))
      if (!list.success) return null
      return { gallery: list.data.gallery, portraits: list.data.matches.map(hangMatch) }
    },
  }
}

/** The JSON at a path; undefined, which no schema takes, when there is none to be had. */
async function ask(path: string): Promise<unknown> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    return response.ok ? await response.json() : undefined
  } catch {
    // Lost connection, time-out, broken answer: to the visitor they are one thing, no answer.
    return undefined
  }
}
