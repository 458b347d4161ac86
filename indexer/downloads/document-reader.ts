import type { z } from 'zod'
import { CuratorError } from '../terminal/curator-error.ts'

/** How a request for a document ended. */
export type DocumentOutcome =
  | { readonly status: 'read'; readonly text: string; readonly url: string }
  /** 404 or 410: the server says that there is no such thing. */
  | { readonly status: 'missing'; readonly problem: string }
  /** All other endings, after all tries: refused, silent, too large. It does not mean deleted. */
  | { readonly status: 'failed'; readonly problem: string }

export type DocumentRequest = {
  /** Such as `application/json`; an answer of HTML is a failure unless HTML is asked for. */
  readonly accept?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Reads documents of the web at their hosts' pace, tries again and keeps them. */
export interface DocumentReader {
  /** The text of a document, when its turn comes. Throws only `Interrupted`. */
  read(url: string, request?: DocumentRequest): Promise<DocumentOutcome>
  /** Drops an answer that turned out to be no use, so that it is asked for again the next time. */
  forget(url: string): void
}

/** How reading a JSON document ended; a value of another shape than expected has failed too. */
export type JsonOutcome<T> =
  | { readonly status: 'read'; readonly value: T; readonly url: string }
  | Exclude<DocumentOutcome, { status: 'read' }>

/** Reads a JSON document and checks it by its schema; the problem names the faulty field. */
export async function readJson<Schema extends z.ZodType>(
  documents: DocumentReader,
  url: string,
  schema: Schema,
  request: DocumentRequest = {},
): Promise<JsonOutcome<z.output<Schema>>> {
  const outcome = await documents.read(url, { accept: 'application/json', ...request })
  if (outcome.status !== 'read') return outcome
  let json: unknown
  try {
    json = JSON.parse(outcome.text)
  } catch (error) {
    documents.forget(url)
    const problem = `${url} answered something that is not JSON (${(error as Error).message})`
    return { status: 'failed', problem }
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) {
    documents.forget(url)
    return { status: 'failed', problem: `${url}: ${whatIsAmiss(parsed.error)}` }
  }
  return { status: 'read', value: parsed.data, url: outcome.url }
}

/** The same of a document without which the source cannot be read at all; throws `CuratorError`. */
export async function requireJson<Schema extends z.ZodType>(
  documents: DocumentReader,
  url: string,
  schema: Schema,
  request: DocumentRequest = {},
): Promise<z.output<Schema>> {
  const outcome = await readJson(documents, url, schema, request)
  if (outcome.status === 'read') return outcome.value
  throw new CuratorError(
    `${outcome.problem}. What was imported before stays as it is; run the same import again to go on.`,
  )
}

/** What is amiss with a record, by field: `"data.3.title" expected string`. */
export function whatIsAmiss(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `field "${path.join('.') || '(the whole)'}": ${message}`)
    .join('; ')
}
