import compression from 'compression'
import express, { type Express, type RequestHandler, type Router } from 'express'
import { apiRoutes } from './api.ts'
import type { Access } from './config.ts'
import { describeApi } from './contract/openapi.ts'
import type { ServedGallery } from './lookup/open-gallery.ts'
import type { Metrics } from './metrics.ts'
import { pinReader, roomsReader } from './museum/read-settings.ts'
import { type TextsRead, textsReader } from './museum/read-texts.ts'
import type { PictureReader } from './pictures/picture-reader.ts'
import { galleryFileRoute } from './routes/gallery-file.ts'
import { exhibitPage, kioskRoutes } from './routes/kiosk.ts'
import { mediaRoute } from './routes/media.ts'
import { museumRoute } from './routes/museum.ts'
import { pageRoutes } from './routes/pages.ts'
import { referenceRoutes } from './routes/reference.ts'
import { settingsRoute } from './routes/settings.ts'
import { wrongMethod } from './routes/wrong-method.ts'
import type { Limits } from './web/allowance.ts'
import { addressForLogs, clientAddress } from './web/client-address.ts'
import { crossOrigin } from './web/cors.ts'
import type { Logger } from './web/logger.ts'
import { nothingHere, refuseOrConfess, sendProblem } from './web/problems.ts'
import type { Pulse } from './web/pulse.ts'
import { securityHeaders } from './web/security-headers.ts'
import { openRequests } from './web/slow-readers.ts'

/** All routes of the HTTP server; see docs/protocol.md. */
export function httpRoutes(parts: {
  gallery: ServedGallery
  pulse: Pulse
  pictures: PictureReader | undefined
  data: string
  kiosk: string
  desk: Router
  version: string
  limits: Limits
  access: Access
  log: Logger
  nowMs: () => number
  metrics: Metrics | undefined
}): Express {
  const {
    gallery,
    pulse,
    pictures,
    data,
    kiosk,
    desk,
    version,
    limits,
    access,
    log,
    nowMs,
    metrics,
  } = parts
  const { corsOrigins, hstsSeconds, publicUrl } = access
  const description = describeApi(version)
  const api = apiRoutes({
    gallery,
    pulse,
    pictures,
    description,
    version,
    limits,
    access,
    log,
    nowMs,
  })
  const readTexts = textsReader(data, log)
  const app = express()
  app.disable('x-powered-by')
  app.use(logRequests(log, limits.trustedProxies, nowMs, metrics))
  app.use(securityHeaders(hstsSeconds))
  app.use(openRequests(limits))
  app.use(['/api', '/media', '/reels', '/atlases'], crossOrigin(corsOrigins))
  app.use(['/desk', '/desk.html'], desk)
  app.use(wrongMethod(description))
  app.use('/media', mediaRoute(data))
  app.use('/reels', galleryFileRoute(gallery, 'reel'))
  app.use('/atlases', galleryFileRoute(gallery, 'atlas'))
  app.get('/museum/texts.json', sendTexts(readTexts))
  app.use('/museum', museumRoute(data))
  app.use(compression({ filter: worthCompressing }))
  app.use('/api/v1', api.router)
  app.use('/api', referenceRoutes(description))
  app.use(pageRoutes(gallery, api, kiosk, publicUrl, roomsReader(data), readTexts))
  app.use(settingsRoute(data, log))
  app.use(kioskRoutes(kiosk, pinReader(data)))
  app.use(nothingHere)
  app.use(refuseOrConfess(log))
  return app
}

/** The exhibit over a gallery that is not on show; whoever mounts it decides who may see it. */
export function previewRoutes(
  parts: Omit<Parameters<typeof apiRoutes>[0], 'description'> & { readonly kiosk: string },
): Router {
  const { gallery, kiosk } = parts
  const router = express.Router()
  router.use('/api/v1', apiRoutes({ ...parts, description: describeApi(parts.version) }).router)
  router.use('/reels', galleryFileRoute(gallery, 'reel'))
  router.use('/atlases', galleryFileRoute(gallery, 'atlas'))
  router.get('/', exhibitPage(kiosk))
  return router
}

/**
 * Answers `GET /museum/texts.json` with the texts in the museum's own words: `{ "<tag>": … }` for
 * every file in `data/kiosk/texts/`, {} without files, a problem that lists every fault.
 */
function sendTexts(readTexts: () => Promise<TextsRead>): RequestHandler {
  return async (_request, response) => {
    const read = await readTexts()
    if ('texts' in read) response.set('Cache-Control', 'no-cache').json(read.texts)
    else sendProblem(response, { code: 'internal', detail: read.problem })
  }
}

/**
 * A partial answer (206) is cut from the plain bytes and must stay uncompressed. What is posted is
 * a face to match: to compress the few kilobytes of the answer takes about as long as the search.
 */
const worthCompressing: compression.CompressionFilter = (request, response) =>
  response.statusCode !== 206 && request.method !== 'POST' && compression.filter(request, response)

/** Logs one line for each request, with the pattern of its route: an address may hold anything. */
function logRequests(
  log: Logger,
  trustedProxies: number,
  nowMs: () => number,
  metrics: Metrics | undefined,
): RequestHandler {
  return (request, response, next) => {
    const startedAtMs = nowMs()
    const from = addressForLogs(clientAddress(request, trustedProxies))
    response.once('finish', () => {
      const { method } = request
      const route = `${request.baseUrl}${request.route?.path ?? ''}` || '(file)'
      const status = response.statusCode
      const tookMs = nowMs() - startedAtMs
      log.debug({ method, route, status, ms: Math.round(tookMs), from })
      metrics?.request(method, route, status, tookMs / 1000)
    })
    next()
  }
}
