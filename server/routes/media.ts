import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { nothingHere } from '../web/problems.ts'

/**
 * `GET /media/<sha-256>.jpg`. The name is the content, so it may be kept for ever and is its own
 * entity tag; nothing that is not 64 hexadecimal digits is looked for on the disk.
 */
export function mediaRoute(data: string): Router {
  const root = join(data, 'media')
  const picture: RequestHandler = (request, response, next) => {
    const [, digest] = /^\/([0-9a-f]{64})\.jpg$/.exec(request.path) ?? []
    if (!digest) return nothingHere(request, response, next)
    response.set('ETag', `"${digest}"`)
    const options = { root, immutable: true, maxAge: '1y' }
    response.sendFile(join(digest.slice(0, 2), `${digest}.jpg`), options, (error) => {
      // A client that hung up halfway got what it wanted of it.
      if (!error || response.headersSent) return
      response.removeHeader('ETag')
      next(error)
    })
  }
  const router = Router()
  router.get('/{*name}', picture)
  return router
}
