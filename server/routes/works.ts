import { type RequestHandler, Router } from 'express'
import type { WorkAnswer } from '../contract/http.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { sendProblem } from '../web/problems.ts'
import { noGallery } from './no-gallery.ts'

/** `GET /works/:id`: a work with its portraits. */
export function workRoute(gallery: ServedGallery, searching: RequestHandler): Router {
  const router = Router()
  router.get('/works/:id', searching, (request, response) =>
    gallery.use((served) => {
      if (!served) return noGallery(response)
      const id = request.params.id as string
      const portraits = served.portraits
        .positionsOfWork(id)
        .map((position) => served.portraits.at(position))
      const [first] = portraits
      if (!first) {
        return sendProblem(response, {
          code: 'not-found',
          detail: `The gallery ${served.manifest.id} holds no work of this id.`,
        })
      }
      const { label, picture, closer } = first
      const answer: WorkAnswer = {
        gallery: served.manifest.id,
        work: { id, label, picture, ...(closer ? { closer } : {}), portraits },
      }
      response.set('Cache-Control', 'no-cache').json(answer)
    }),
  )
  return router
}
