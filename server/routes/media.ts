import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { nothingHere } from '../web/problems.ts'

/**
 * `GET /media/<sha-256>.jpg`. The name is the content's digest, so browsers may keep the file for
 * ever, and the name is its entity tag. Only names of 64 hexadecimal digits are looked for on the
 * disk.
 */
export function mediaRoute(data: string): Router {
  const root = join(data, 'media')
  const picture: RequestHandler = (request, response, next) => {
    const [, digest] = /^\/([0-9a-f]{64})\.jpg$/.exec(request.path) ?? []
    if (!digest) return nothingHere(request, response, next)
    response.set('ETag', `"${digest}"`)
    const options = { root, immutable: true, maxAge: '1y' }
    response.sendFile(join(digest.slice(0, 2), `${digest}.jpg`), options, (error) => {
      // A client that hung up halfway has what it wanted.
      if (!error || response.headersSent) return
      response.removeHeader('ETag')
      next(error)
    })
  }
  const router = Router()
  router.get('/{*name}', picture)
  return router
}
