import { Router } from 'express'
import type { Health } from '../contract/http.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import type { Pulse } from '../web/pulse.ts'
import { noGallery } from './no-gallery.ts'

/** `GET /health` and `GET /gallery`. */
export function healthRoutes(gallery: ServedGallery, pulse: Pulse, version: string): Router {
  const router = Router()
  router.get('/health', (_request, response) => {
    const health: Health = {
      status: !gallery.info ? 'no-gallery' : pulse.isOverloaded() ? 'overloaded' : 'ok',
      version,
      uptimeSeconds: process.uptime(),
      gallery: gallery.info,
      refusedGallery: gallery.refused,
      waitMs: pulse.waits(),
    }
    response
      .status(health.status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(health)
  })
  router.get('/gallery', (_request, response) => {
    if (!gallery.info) return noGallery(response)
    response.set('Cache-Control', 'no-cache').json(gallery.info)
  })
  return router
}
