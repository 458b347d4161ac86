import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { addressForLogs, clientAddress } from './client-address.ts'
import type { Limits } from './config.ts'
import type { Logger } from './logger.ts'
import type { ServedGallery } from './lookup/open-gallery.ts'
import { nothingHere, refuseOrConfess } from './problems.ts'
import { healthRoutes } from './routes/health.ts'
import { kioskRoutes } from './routes/kiosk.ts'
import { matchRoute } from './routes/match.ts'
import { mediaRoute } from './routes/media.ts'
import { portraitRoutes } from './routes/portraits.ts'
import { requestAllowance } from './routes/request-allowance.ts'
import { settingsRoute } from './routes/settings.ts'
import { securityHeaders } from './security-headers.ts'

/** All that is served over HTTP; see docs/protocol.md. */
export function httpRoutes(parts: {
  gallery: ServedGallery
  data: string
  kiosk: string
  version: string
  limits: Limits
  log: Logger
  nowMs: () => number
}): Express {
  const { gallery, data, kiosk, version, limits, log, nowMs } = parts
  const searching = requestAllowance(limits, nowMs)
  const app = express()
  app.disable('x-powered-by')
  app.use(logRequests(log, limits.trustedProxies, nowMs))
  app.use(securityHeaders())
  app.use('/media', mediaRoute(data))
  app.use(compression({ filter: worthCompressing }))
  app.use('/api/v1', healthRoutes(gallery, version))
  app.use('/api/v1', portraitRoutes(gallery, searching))
  app.use('/api/v1', matchRoute(gallery, searching))
  app.use(settingsRoute(data, log))
  app.use(kioskRoutes(kiosk))
  app.use(nothingHere)
  app.use(refuseOrConfess(log))
  return app
}

/** A part of a file is cut from its plain bytes and must stay so. */
const worthCompressing: compression.CompressionFilter = (request, response) =>
  response.statusCode !== 206 && compression.filter(request, response)

/** A line a request, by the pattern of its route: an address may hold anything. */
function logRequests(log: Logger, trustedProxies: number, nowMs: () => number): RequestHandler {
  return (request, response, next) => {
    const startedAtMs = nowMs()
    const from = addressForLogs(clientAddress(request, trustedProxies))
    response.once('finish', () => {
      log.debug({
        method: request.method,
        route: `${request.baseUrl}${request.route?.path ?? ''}` || '(file)',
        status: response.statusCode,
        ms: Math.round(nowMs() - startedAtMs),
        from,
      })
    })
    next()
  }
}
