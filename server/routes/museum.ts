import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { kindOfFile, liesWithin, museumFolder } from '../museum/museum-file.ts'
import { nothingHere } from '../web/problems.ts'

/** A drawing opened by itself runs nothing and loads nothing; in a page it is a picture and no more. */
const NOTHING_BUT_THE_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/**
 * `GET /museum/<file>`: the museum's own mark and fonts, from `data/kiosk/`. Only plain names with a
 * known ending are looked for: no folders, no hidden files, nothing beside that folder.
 */
export function museumRoute(data: string): Router {
  const root = museumFolder(data)
  const file: RequestHandler = async (request, response, next) => {
    const name = request.path.slice(1)
    const kind = kindOfFile(name)
    // One that is not there lies nowhere.
    const isOwn =
      kind !== undefined && (await liesWithin(root, join(root, name)).catch(() => false))
    if (kind === undefined || !isOwn) return nothingHere(request, response, next)
    response.set('Content-Type', kind.contentType)
    response.set('Content-Security-Policy', NOTHING_BUT_THE_PICTURE)
    // The same name may be another picture tomorrow.
    const headers = { 'Cache-Control': 'no-cache' }
    response.sendFile(name, { root, cacheControl: false, headers }, (error) => {
      // A client that hung up halfway got what it wanted of it.
      if (!error || response.headersSent) return
      response.removeHeader('Content-Type')
      const isFolder = (error as NodeJS.ErrnoException).code === 'EISDIR'
      if (isFolder) nothingHere(request, response, next)
      else next(error)
    })
  }
  const router = Router()
  router.get('/{*name}', file)
  return router
}
