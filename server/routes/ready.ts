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
 * `GET /ready`: whether this server may be sent look-ups; with `?pictures=true`, whether it can read
 * pictures as well, which starts the reader where no picture has done so yet.
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
 * Has the reader refuse a file with nothing in it, as it can once it has started. However many ask, one
 * such file waits at a time: visitors' pictures wait in the same queue.
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
