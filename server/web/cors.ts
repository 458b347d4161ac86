import type { RequestHandler } from 'express'

/** The origins whose pages may read the API, or all origins. By default there are none. */
export type CorsOrigins = readonly string[] | '*'

/** Long enough that a page asks once, short enough that a change shows within the hour. */
const PREFLIGHT_KEPT_SECONDS = 600

/**
 * Lets pages of the listed origins read the answers, never with credentials: there are no cookies,
 * and a page with a key sends it itself. Without origins the server sends no header, and browsers
 * keep other sites' pages out.
 */
export function crossOrigin(origins: CorsOrigins): RequestHandler {
  const everyone = origins === '*'
  if (!everyone && origins.length === 0) return (_request, _response, next) => next()
  return (request, response, next) => {
    const { origin } = request.headers
    // This header does not depend on the asking page, only on whether other sites' pages may show
    // pictures.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin')
    if (!everyone) response.vary('Origin')
    if (origin === undefined || !(everyone || origins.includes(origin))) return next()
    response.set('Access-Control-Allow-Origin', everyone ? '*' : origin)
    const isPreflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
    if (!isPreflight) {
      response.set(
        'Access-Control-Expose-Headers',
        'RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate',
      )
      return next()
    }
    response
      .status(204)
      .set({
        'Access-Control-Allow-Methods': 'GET, HEAD, POST',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-API-Key',
        'Access-Control-Max-Age': String(PREFLIGHT_KEPT_SECONDS),
      })
      .end()
  }
}
