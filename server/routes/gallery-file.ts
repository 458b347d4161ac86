import { basename, dirname } from 'node:path'
import { type RequestHandler, Router } from 'express'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { nothingHere } from '../web/problems.ts'
import { sendForEver } from './media.ts'

/**
 * `GET /reels/<sha-256>.reel` ([RL1], [RL2]) and `GET /atlases/<sha-256>.atlas` ([AT5]). As with
 * pictures, the name is the content's digest. Only the served gallery's file exists.
 */
export function galleryFileRoute(gallery: ServedGallery, part: 'reel' | 'atlas'): Router {
  const named: RequestHandler = (request, response, next) => {
    const [, digest, ending] = /^\/([0-9a-f]{64})\.(reel|atlas)$/.exec(request.path) ?? []
    const file = gallery.use((open) =>
      ending === part && open?.[part]?.sha256 === digest ? open?.[part]?.file : undefined,
    )
    if (!file || !digest) return nothingHere(request, response, next)
    response.type('application/octet-stream')
    sendForEver(response, digest, { root: dirname(file), file: basename(file) }, next)
  }
  const router = Router()
  router.get('/{*name}', named)
  return router
}
