import { Router } from 'express'
import { FAILURES } from '../contract/failures.ts'
import type { Readiness } from '../contract/http.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import type { PictureReader } from '../pictures/picture-reader.ts'
import type { Logger } from '../web/logger.ts'
import { sendProblem } from '../web/problems.ts'
import type { Pulse } from '../web/pulse.ts'
import { noGallery } from './no-gallery.ts'

/**
 * `GET /ready`: whether this server takes look-ups. With `?pictures=true`, also whether it can read
 * pictures; the first such request starts the reader.
 */
export function readyRoute(
  gallery: ServedGallery,
  pulse: Pulse,
  pictures: PictureReader | undefined,
  log: Logger,
): Router {
  const canRead = pictures ? trial(pictures, log) : async () => false
  const router = Router()
  router.get('/ready', async (request, response) => {
    const { pictures: asked } = request.query
    if (asked !== undefined && asked !== 'true') {
      return sendProblem(response, {
        code: 'bad-request',
        detail: 'pictures is true, or left out.',
      })
    }
    if (!gallery.info) return noGallery(response)
    if (pulse.isOverloaded()) {
      return sendProblem(response, { code: 'overloaded', detail: FAILURES.overloaded.title })
    }
    if (asked && !(await canRead())) {
      return sendProblem(response, { code: 'no-pictures', detail: FAILURES['no-pictures'].title })
    }
    const readiness: Readiness = { status: 'ready', gallery: gallery.info }
    response.set('Cache-Control', 'no-store').json(readiness)
  })
  return router
}

/**
 * Has the reader refuse an empty file, which it does once it has started. Only one such file waits
 * at a time, however many clients ask: visitors' pictures wait in the same queue.
 */
function trial(pictures: PictureReader, log: Logger): () => Promise<boolean> {
  let underWay: Promise<boolean> | undefined
  async function tryOut(): Promise<boolean> {
    const nobodyHangsUp = new AbortController().signal
    try {
      await pictures.read({ bytes: new Uint8Array(0), face: undefined }, nobodyHangsUp)
      return true
    } catch (err) {
      log.error({ err }, 'pictures cannot be read')
      return false
    } finally {
      underWay = undefined
    }
  }
  return () => {
    underWay ??= tryOut()
    return underWay
  }
}
