import type { RequestHandler, Response } from 'express'
import { type ApiKey, holderOf, keyOffered } from '../web/api-keys.ts'
import { comesFromOwnPage, type Reach } from '../web/page-origin.ts'
import { sendProblem } from '../web/problems.ts'

/** The owner of the request's key; undefined without a key or with an unknown one. */
export function holderIn(response: Response): ApiKey | undefined {
  return response.locals.holder as ApiKey | undefined
}

/** Notes the owner of a request's key, before the request is counted. */
export function recogniseKey(keys: readonly ApiKey[]): RequestHandler {
  return (request, response, next) => {
    const offered = keyOffered(request)
    response.locals.holder = offered === undefined ? undefined : holderOf(keys, offered)
    next()
  }
}

/**
 * If keys are set, only key owners and the museum's own pages pass. Any program can claim to be
 * such a page. This is a courtesy gate, not a secret: it keeps other programs' use countable and
 * other sites' pages out (those cannot make the claim), and every visitor of the pages sees what
 * lies behind it. A wrong key is refused even on the museum's pages, because its sender wants to be
 * known.
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
