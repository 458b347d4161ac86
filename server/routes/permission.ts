import type { RequestHandler, Response } from 'express'
import { type ApiKey, holderOf, keyOffered } from '../web/api-keys.ts'
import { comesFromOwnPage, type Reach } from '../web/page-origin.ts'
import { sendProblem } from '../web/problems.ts'

/** Whose key the request came with; undefined when it came with none, or with one nobody has. */
export function holderIn(response: Response): ApiKey | undefined {
  return response.locals.holder as ApiKey | undefined
}

/** Notes whose key a request comes with, before it is counted. */
export function recogniseKey(keys: readonly ApiKey[]): RequestHandler {
  return (request, response, next) => {
    const offered = keyOffered(request)
    response.locals.holder = offered === undefined ? undefined : holderOf(keys, offered)
    next()
  }
}

/**
 * Where keys are set, lets only those pass who have one, and the museum's own pages. Any program can
 * claim to be such a page: this is a courtesy gate that keeps other programs' use countable and
 * other sites' pages out (those cannot claim it), and no secret: what lies behind it is what every
 * visitor of the pages is shown. A key that is wrong is refused even so: whoever sent it means to be known.
 */
export function requireKey(keys: readonly ApiKey[], reach: Reach): RequestHandler {
  return (request, response, next) => {
    if (keys.length === 0 || holderIn(response)) return next()
    const offered = keyOffered(request) !== undefined
    if (!offered && comesFromOwnPage(request, reach)) return next()
    response.set(
      'WWW-Authenticate',
      offered ? 'Bearer realm="Pendant", error="invalid_token"' : 'Bearer realm="Pendant"',
    )
    sendProblem(response, {
      code: 'not-permitted',
      detail: offered
        ? 'The key is not one of those this server knows.'
        : 'Send a key as "Authorization: Bearer <key>" or as "X-API-Key: <key>".',
    })
  }
}
