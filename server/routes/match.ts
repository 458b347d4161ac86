import express, { type RequestHandler, Router } from 'express'
import type { MatchList } from '../contract/http.ts'
import { findPendants } from '../lookup/find-pendants.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { parseProbe } from '../lookup/parse-probe.ts'
import { sendProblem } from '../problems.ts'

/** 128 numbers written out in full and indented, a line each, take 4 KB. */
const MAX_BODY = '16kb'

/** `POST /match` with `{ descriptor, k?, mode?, space? }` as JSON: the same look-up as `pendant:find`. */
export function matchRoute(gallery: ServedGallery, searching: RequestHandler): Router {
  const router = Router()
  router.post(
    '/match',
    searching,
    onlyJson,
    express.json({ limit: MAX_BODY }),
    (request, response) => {
      const parsed = parseProbe(request.body)
      if ('failure' in parsed) return sendProblem(response, parsed.failure)
      const outcome = gallery.use((served) => findPendants(served, parsed.probe))
      if (outcome.status === 'failed') return sendProblem(response, outcome.failure)
      const { gallery: id, nothingNear, matches } = outcome
      const list: MatchList = { gallery: id, nothingNear, matches: [...matches] }
      response.set('Cache-Control', 'no-store').json(list)
    },
  )
  return router
}

const onlyJson: RequestHandler = (request, response, next) => {
  // No body at all is not of another type; it is refused as a probe.
  if (request.is('application/json') !== false) return next()
  sendProblem(response, {
    code: 'unsupported-media-type',
    detail:
      'This route reads application/json, { "descriptor": [128 numbers], "k": 5 }, and no pictures: "pendant embed" describes the faces of one.',
  })
}
