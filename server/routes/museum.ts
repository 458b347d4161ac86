import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { kindOfFile, liesWithin, museumFolder } from '../museum/museum-file.ts'
import { nothingHere } from '../web/problems.ts'

/** A drawing opened on its own runs and loads nothing; in a page it is only a picture. */
const NOTHING_BUT_THE_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/**
 * `GET /museum/<file>`: the museum's own mark and fonts, from `data/kiosk/`. Only plain names with
 * a known ending are looked for: no folders, no hidden files, nothing outside that folder.
 */
export function museumRoute(data: string): Router {
  const root = museumFolder(data)
  const file: RequestHandler = async (request, response, next) => {
    const name = request.path.slice(1)
    const kind = kindOfFile(name)
    // A missing file lies nowhere.
    const isOwn =
      kind !== undefined && (await liesWithin(root, join(root, name)).catch(() => false))
    if (kind === undefined || !isOwn) return nothingHere(request, response, next)
    response.set('Content-Type', kind.contentType)
    response.set('Content-Security-Policy', NOTHING_BUT_THE_PICTURE)
    // The file of this name may change tomorrow.
    const headers = { 'Cache-Control': 'no-cache' }
    response.sendFile(name, { root, cacheControl: false, headers }, (error) => {
      // A client that hung up halfway has what it wanted.
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
