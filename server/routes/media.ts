import { join } from 'node:path'
import { type NextFunction, type RequestHandler, type Response, Router } from 'express'
import { nothingHere } from '../web/problems.ts'

/** Sends a file that is named by the digest of its content, so that browsers keep it for ever. */
export function sendForEver(
  response: Response,
  digest: string,
  { root, file }: { readonly root: string; readonly file: string },
  next: NextFunction,
): void {
  response.set('ETag', `"${digest}"`)
  response.sendFile(file, { root, immutable: true, maxAge: '1y' }, (error) => {
    // A client that hung up halfway has what it wanted.
    if (!error || response.headersSent) return
    response.removeHeader('ETag')
    next(error)
  })
}

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
    sendForEver(response, digest, { root, file: join(digest.slice(0, 2), `${digest}.jpg`) }, next)
  }
  const router = Router()
  router.get('/{*name}', picture)
  return router
}
