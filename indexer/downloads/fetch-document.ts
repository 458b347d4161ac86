import { isWebPage } from '../../embeddings/node/web-page.ts'
import type { Asking, Received } from './ask-once.ts'
import { askPatiently } from './ask-patiently.ts'
import type { DocumentCache, DocumentKey, KeptDocument } from './document-cache.ts'
import type { DocumentOutcome, DocumentReader, DocumentRequest } from './document-reader.ts'
import { notFetched } from './network-problem.ts'
import { ifChanged, isHtml, type Reply, readBody, readStart, validatorsOf } from './reply.ts'
import type { Web } from './web.ts'

const MOST_DOCUMENT_BYTES = 64e6
/** Of what a server says about its refusal. */
const MOST_PROBLEM_CHARACTERS = 160

export type DocumentsOptions = {
  readonly web: Web
  readonly cache: DocumentCache
  readonly offline: boolean
}

/**
 * Reads documents through the cache. What was fetched at or after `freshSince` is not asked for
 * again; what is older is asked for only if it has changed. Offline, any age will do.
 */
export function cachedDocuments(options: DocumentsOptions, freshSince: Date): DocumentReader {
  return {
    async read(address, request = {}) {
      const { web, cache, offline } = options
      web.signal.throwIfAborted()
      if (!URL.canParse(address)) return notFetched(`"${address}" is not an address`)
      const key = keyOf(address, request)
      const known = cache.find(key)
      if (known && (offline || known.fetchedAt >= freshSince.getTime())) {
        const kept = await fromCache(options, key, known)
        if (kept) return kept
      }
      if (offline) return notFetched(`${key.url} is not in the cache, and nothing is asked offline`)
      return await fromWeb(options, key, known, request)
    },
    forget(address) {
      if (URL.canParse(address)) options.cache.forget(keyOf(address, {}).url)
    },
  }
}

async function fromCache(
  { web, cache }: DocumentsOptions,
  key: DocumentKey,
  { answeredBy }: KeptDocument,
): Promise<DocumentOutcome | undefined> {
  const text = await cache.text(key, web.clock.now())
  if (text === undefined) return undefined
  web.figures.fromCache += 1
  return { status: 'read', text, url: answeredBy }
}

async function fromWeb(
  options: DocumentsOptions,
  key: DocumentKey,
  known: KeptDocument | undefined,
  { accept = '*/*', headers = {} }: DocumentRequest,
): Promise<DocumentOutcome> {
  const { web, cache } = options
  const asking: Asking = {
    url: key.url,
    accept,
    acceptEncoding: 'gzip, deflate, br',
    conditions: ifChanged(known),
    headers: inLowerCase(headers),
    wholeMs: web.timeLimits.documentMs,
  }
  const ending = await askPatiently<Answer>(
    web,
    async () => asking,
    (reply) => receive(reply, accept, web),
  )
  if (ending.status === 'failed') return ending
  const answer = ending.value
  if (answer.status === 'unchanged') {
    cache.confirm(key, web.clock.now())
    const kept = known && (await fromCache(options, key, known))
    return kept ?? notFetched(`${key.url} answered 304, but the cache does not hold it`)
  }
  if (answer.status !== 'read') return answer
  await cache.keep(key, { ...answer.document, fetchedAt: web.clock.now() }, answer.text)
  return { status: 'read', text: answer.text, url: answer.document.answeredBy }
}

type Answer =
  | { status: 'unchanged' }
  | { status: 'read'; text: string; document: Omit<KeptDocument, 'fetchedAt'> }
  | Exclude<DocumentOutcome, { status: 'read' }>

async function receive(reply: Reply, accept: string, web: Web): Promise<Received<Answer>> {
  const { url, status } = reply
  const problem = `${url} answered ${status}`
  if (status === 304) return answered({ status: 'unchanged' })
  if (status === 404 || status === 410) return answered({ status: 'missing', problem })
  if (status !== 200 && status !== 203) {
    return answered(notFetched(`${problem}${await inItsWords(reply, web)}`))
  }
  const pieces: Buffer[] = []
  for await (const piece of readBody(reply, MOST_DOCUMENT_BYTES, web.figures)) pieces.push(piece)
  const contentType = reply.header('content-type') ?? ''
  const text = decode(Buffer.concat(pieces), contentType)
  if (
    !/html/i.test(accept) &&
    (isWebPage(text.slice(0, 1000)) || isMarkupCalledHtml(text, reply))
  ) {
    const wanted = /json/i.test(accept) ? 'JSON' : 'what was asked for'
    return { kind: 'web page', problem: `${url} answered a web page, not ${wanted}` }
  }
  const document = { answeredBy: url.href, contentType, ...validatorsOf(reply) }
  return answered({ status: 'read', text, document })
}

/** Some servers call their JSON HTML; but what begins like markup and is called HTML is a page. */
function isMarkupCalledHtml(text: string, reply: Reply): boolean {
  return isHtml(reply) && text.trimStart().startsWith('<')
}

/** In the encoding that the server names, or else UTF-8; a byte order mark goes. */
function decode(bytes: Buffer, contentType: string): string {
  const [, named = 'utf-8'] = /charset="?([\w-]+)/i.exec(contentType) ?? []
  try {
    return new TextDecoder(named).decode(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return new TextDecoder().decode(bytes)
  }
}

/** A server's own words about its refusal, such as "Unsupported query parameter". */
async function inItsWords(reply: Reply, { figures }: Web): Promise<string> {
  if (!/json|text\/plain/i.test(reply.header('content-type') ?? '')) return ''
  const said = (await readStart(reply, MOST_PROBLEM_CHARACTERS * 4, figures))
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return said === '' ? '' : `: ${said.slice(0, MOST_PROBLEM_CHARACTERS)}`
}

function keyOf(address: string, { accept, headers = {} }: DocumentRequest): DocumentKey {
  const url = new URL(address)
  url.hash = ''
  const sorted = Object.entries(inLowerCase(headers)).sort(([a], [b]) => (a < b ? -1 : 1))
  return { url: url.href, asked: JSON.stringify([accept ?? null, ...sorted]) }
}

function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

function answered(value: Answer): Received<Answer> {
  return { kind: 'answered', value }
}
