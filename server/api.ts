import { type RequestHandler, Router } from 'express'
import type { Access } from './config.ts'
import type { ApiDescription } from './contract/openapi.ts'
import type { ServedGallery } from './lookup/open-gallery.ts'
import type { PictureReader } from './pictures/picture-reader.ts'
import { atlasRoutes } from './routes/atlas.ts'
import { facetsRoute } from './routes/facets.ts'
import { healthRoutes } from './routes/health.ts'
import { matchRoute } from './routes/match.ts'
import { recogniseKey, requireKey } from './routes/permission.ts'
import { portraitRoutes } from './routes/portraits.ts'
import { readyRoute } from './routes/ready.ts'
import { requestAllowance } from './routes/request-allowance.ts'
import { workRoute } from './routes/works.ts'
import type { Limits, Rate } from './web/allowance.ts'
import type { Logger } from './web/logger.ts'
import type { Reach } from './web/page-origin.ts'
import type { Pulse } from './web/pulse.ts'

/** The API below /api/v1: exactly the routes that `description` describes. */
export function apiRoutes(parts: {
  gallery: ServedGallery
  pulse: Pulse
  pictures: PictureReader | undefined
  description: ApiDescription
  version: string
  limits: Limits
  access: Pick<Access, 'keys' | 'publicUrl'>
  log: Logger
  nowMs: () => number
}): { router: Router; searching: Router; crossing: Router } {
  const { gallery, pulse, pictures, description, version, limits, access, log, nowMs } = parts
  const reach: Reach = { trustedProxies: limits.trustedProxies, publicUrl: access.publicUrl }
  /** Runs before every route that reads portraits, and counts by key or by address. */
  const searching = Router().use(recogniseKey(access.keys), requestAllowance(limits, pulse, nowMs))
  /** Runs before every route that leads through the whole gallery, which takes far longer. */
  const crossing = Router().use(
    recogniseKey(access.keys),
    requestAllowance(fewer(limits), pulse, nowMs),
  )
  /** Runs before every route that searches portraits for other programs. */
  const permitted = Router().use(searching, requireKey(access.keys, reach))
  const router = Router()
  router.use(healthRoutes(gallery, pulse, version))
  router.use(readyRoute(gallery, pulse, pictures, log))
  router.use(portraitRoutes(gallery, { searching, permitted }))
  router.use(facetsRoute(gallery, searching))
  router.use(atlasRoutes(gallery, { searching, crossing }))
  router.use(workRoute(gallery, searching))
  router.use(matchRoute(gallery, permitted, pictures, limits.trustedProxies))
  router.get('/openapi.json', sendDescription(description))
  return { router, searching, crossing }
}

/** Look-ups that one way through a gallery of 40,000 portraits takes the time of. */
const LOOKUPS_A_WAY = 20

/** Limits for ways, which are counted by themselves. */
function fewer(limits: Limits): Limits {
  const share = ({ perSecond, burst }: Rate): Rate => ({
    perSecond: perSecond / LOOKUPS_A_WAY,
    burst: Math.max(1, Math.floor(burst / LOOKUPS_A_WAY)),
  })
  const { requestsPerAddress, requestsPerKey } = limits
  return {
    ...limits,
    requestsPerAddress: share(requestsPerAddress),
    requestsPerKey: share(requestsPerKey),
  }
}

/** Answers with the API's own description, `GET /openapi.json`. */
function sendDescription(description: ApiDescription): RequestHandler {
  const json = JSON.stringify(description)
  return (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('json').send(json)
  }
}
