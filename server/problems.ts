import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { FAILURES, type Refusal } from './contract/failures.ts'
import type { Problem } from './contract/http.ts'
import type { Logger } from './logger.ts'

/** Answers a request with a failure of the table, as RFC 9457 has it. The detail repeats nothing of the request. */
export function sendProblem(response: Response, { code, detail }: Refusal): void {
  const { httpStatus: status, retry, title } = FAILURES[code]
  const problem: Problem = { type: `urn:pendant:${code}`, title, status, detail, code, retry }
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** Whatever no route has answered. */
export const nothingHere: RequestHandler = (_request, response) => {
  sendProblem(response, {
    code: 'not-found',
    detail: 'The addresses of this server are listed in docs/protocol.md.',
  })
}

const UNREADABLE: Refusal = {
  code: 'bad-request',
  detail: 'The address, the headers or the body cannot be read.',
}

/** What Express and its parsers throw of a bad request; their own messages quote from it. */
const REFUSED_BY_STATUS: Readonly<Record<number, Refusal>> = {
  413: { code: 'too-large', detail: 'The body is larger than this route takes.' },
  416: { code: 'bad-range', detail: 'The range asked for lies beyond the end of the file.' },
  415: { code: 'unsupported-media-type', detail: "The body's encoding is not one that is read." },
}

/** The last resort: a request that cannot be read is refused, and all else is a bug, logged as one. */
export function refuseOrConfess(log: Logger): ErrorRequestHandler {
  return (error: { status?: unknown }, request, response, next) => {
    // An answer half sent cannot be taken back; Express hangs up.
    if (response.headersSent) return next(error)
    const status = Number(error?.status)
    if (status === 404) return nothingHere(request, response, next)
    const clientsFault = status >= 400 && status < 500
    if (clientsFault) return sendProblem(response, REFUSED_BY_STATUS[status] ?? UNREADABLE)
    log.error({ err: error, method: request.method }, 'a request failed')
    sendProblem(response, { code: 'internal', detail: 'Nothing in the request explains it.' })
  }
}
