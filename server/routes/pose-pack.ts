import { basename, dirname } from 'node:path'
import { type RequestHandler, Router } from 'express'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { nothingHere } from '../web/problems.ts'
import { sendForEver } from './media.ts'

/**
 * `GET /reels/<sha-256>.reel` ([RL1], [RL2]). As with pictures, the name is the content's digest.
 * Only the served gallery's reel exists.
 */
export function posePackRoute(gallery: ServedGallery): Router {
  const reel: RequestHandler = (request, response, next) => {
    const [, digest] = /^\/([0-9a-f]{64})\.reel$/.exec(request.path) ?? []
    const file = gallery.use((open) =>
      open?.reel?.sha256 === digest ? open?.reel?.file : undefined,
    )
    if (!file || !digest) return nothingHere(request, response, next)
    response.type('application/octet-stream')
    sendForEver(response, digest, { root: dirname(file), file: basename(file) }, next)
  }
  const router = Router()
  router.get('/{*name}', reel)
  return router
}
