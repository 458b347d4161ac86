import { z } from 'zod'
import { type DocumentReader, readJson } from '../../downloads/document-reader.ts'

/** Titles in one request, as many as the API takes of a program that is not signed in. */
const MOST_TITLES = 50
/** Characters of the titles in one address, encoded; servers refuse addresses over 8 kB. */
const MOST_TITLE_CHARACTERS = 6000

const pageSchema = z.looseObject({ title: z.string() })
/** A page of the wiki with whatever was asked for of it. */
export type WikiPage = z.output<typeof pageSchema>

const renamedSchema = z.array(z.object({ from: z.string(), to: z.string() })).default([])

const answerSchema = z.object({
  /** Errors come with the status 200. */
  error: z.object({ code: z.string(), info: z.string().default('') }).optional(),
  batchcomplete: z.boolean().default(false),
  continue: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  query: z
    .object({
      pages: z.array(pageSchema).default([]),
      categorymembers: z.array(pageSchema).default([]),
      normalized: renamedSchema,
      redirects: renamedSchema,
    })
    .optional(),
})

/** What was asked for of up to `MOST_TITLES` pages. */
export type WikiBatch =
  | {
      readonly status: 'read'
      readonly pages: readonly WikiPage[]
      /** Where a title that was asked for is to be found. */
      titleOf(asked: string): string
    }
  | { readonly status: 'failed'; readonly problem: string }

/**
 * Asks MediaWiki's action API (https://www.mediawiki.org/wiki/API:Query) and follows `continue` to
 * the end, batch by batch; a batch may itself come in parts. Ends after one that has failed.
 *
 * Without `maxlag`: the API reports a lag with the status 200, so that it would be taken for the
 * answer; requests come one after the other instead, as its etiquette asks.
 */
export async function* askWiki(
  documents: DocumentReader,
  api: string,
  query: Readonly<Record<string, string>>,
): AsyncGenerator<WikiBatch> {
  let goOn: Record<string, string> | undefined = {}
  while (goOn) {
    const pages = new Map<string, WikiPage>()
    const renamed = new Map<string, string>()
    let complete = false
    while (goOn && !complete) {
      const parameters: string = new URLSearchParams({
        action: 'query',
        format: 'json',
        formatversion: '2',
        ...query,
        ...goOn,
      }).toString()
      const outcome = await readJson(documents, `${api}?${parameters}`, answerSchema)
      if (outcome.status !== 'read') return yield { status: 'failed', problem: outcome.problem }
      const { error, query: found, continue: following, batchcomplete } = outcome.value
      if (error) {
        const problem = `${api} answered an error: ${error.info || error.code}`
        return yield { status: 'failed', problem }
      }
      if (!batchcomplete && !following) {
        const problem = `${api} answered neither to the end nor how to go on`
        return yield { status: 'failed', problem }
      }
      for (const page of [...(found?.pages ?? []), ...(found?.categorymembers ?? [])]) {
        pages.set(page.title, { ...pages.get(page.title), ...page })
      }
      for (const { from, to } of found?.normalized ?? []) renamed.set(from, to)
      for (const { from, to } of found?.redirects ?? []) renamed.set(from, to)
      complete = batchcomplete
      goOn =
        following &&
        Object.fromEntries(Object.entries(following).map(([name, value]) => [name, String(value)]))
    }
    yield { status: 'read', pages: [...pages.values()], titleOf: (asked) => follow(renamed, asked) }
  }
}

/** Follows a normalised title, then a redirect, and stops, in case they lead in a circle. */
function follow(renamed: ReadonlyMap<string, string>, asked: string): string {
  const normal = renamed.get(asked) ?? asked
  return renamed.get(normal) ?? normal
}

/** Parts things into batches whose titles fit one request. */
export function inBatches<T>(things: readonly T[], titleOf: (thing: T) => string): T[][] {
  const batches: T[][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const thing of things) {
    const length = encodeURIComponent(titleOf(thing)).length + 3
    const last = batches.at(-1)
    if (last && last.length < MOST_TITLES && characters + length <= MOST_TITLE_CHARACTERS) {
      last.push(thing)
      characters += length
    } else {
      batches.push([thing])
      characters = length
    }
  }
  return batches
}
