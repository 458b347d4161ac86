import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { IndexUnavailable } from '../../embeddings/store/index-store.ts'
import { FAILURES, type Refusal } from '../contract/failures.ts'
import type { Problem } from '../contract/http.ts'
import type { Logger } from './logger.ts'

/** A failure of the table in the form of RFC 9457. The detail repeats nothing from the request. */
export function toProblem({ code, detail }: Refusal): Problem {
  const { httpStatus: status, retry, title } = FAILURES[code]
  return { type: `urn:pendant:${code}`, title, status, detail, code, retry }
}

/** Answers a request with a failure of the table. */
export function sendProblem(response: Response, refusal: Refusal): void {
  const problem = toProblem(refusal)
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** Answers every request that no route has answered. */
export const nothingHere: RequestHandler = (_request, response) => {
  sendProblem(response, {
    code: 'not-found',
    detail: 'The addresses of this API are listed at /api.',
  })
}

const UNREADABLE: Refusal = {
  code: 'bad-request',
  detail: 'The address, the headers or the body cannot be read.',
}

const NOT_JSON: Refusal = {
  code: 'bad-request',
  detail: 'The body is no object of JSON, in which there is no NaN and no Infinity.',
}

/** Refusals for errors of Express and its parsers. Their own messages quote from the request. */
const REFUSED_BY_STATUS: Readonly<Record<number, Refusal>> = {
  413: { code: 'too-large', detail: 'The body is larger than this route takes.' },
  416: { code: 'bad-range', detail: 'The range asked for lies beyond the end of the file.' },
  415: { code: 'unsupported-media-type', detail: "The body's encoding is not one that is read." },
}

/** What keeps the embeddings does not answer. */
export const INDEX_AWAY = {
  code: 'overloaded',
  detail: 'The database of the portraits does not answer; ask again in a moment.',
} as const

/** The last error handler. It refuses an unreadable request, and logs any other error as a bug. */
export function refuseOrConfess(log: Logger): ErrorRequestHandler {
  return (error: { status?: unknown; type?: unknown }, request, response, next) => {
    // A half-sent answer cannot be taken back, so Express hangs up.
    if (response.headersSent) return next(error)
    const status = Number(error?.status)
    if (status === 404) return nothingHere(request, response, next)
    if (error?.type === 'entity.parse.failed') return sendProblem(response, NOT_JSON)
    const clientsFault = status >= 400 && status < 500
    if (clientsFault) return sendProblem(response, REFUSED_BY_STATUS[status] ?? UNREADABLE)
    if (error instanceof IndexUnavailable) {
      log.warn({ reason: error.message }, 'a look-up waits for the database in vain')
      return sendProblem(response, INDEX_AWAY)
    }
    log.error({ err: error, method: request.method }, 'a request failed')
    sendProblem(response, { code: 'internal', detail: 'Nothing in the request explains it.' })
  }
}
