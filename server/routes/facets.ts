import { type RequestHandler, Router } from 'express'
import { type FacetList, MAX_FACET_VALUES } from '../contract/http.ts'
import { FILTER_FIELDS } from '../contract/match-request.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { parseFilterQuery } from '../lookup/parse-filter.ts'
import { onlyNames } from '../lookup/query-number.ts'
import { sendProblem } from '../web/problems.ts'
import { noGallery } from './no-gallery.ts'

/**
 * `GET /facets`: the values that a filter's conditions may name, with their numbers of portraits.
 */
export function facetsRoute(gallery: ServedGallery, searching: RequestHandler): Router {
  const router = Router()
  router.get('/facets', searching, (request, response) => {
    const unknown = onlyNames(request.query, FILTER_FIELDS)
    if (unknown) return sendProblem(response, { code: 'bad-request', ...unknown })
    const asked = parseFilterQuery(request.query)
    if ('detail' in asked) return sendProblem(response, { code: 'bad-request', ...asked })
    const filter = asked.filter ?? {}
    gallery.use((served) => {
      if (!served) return noGallery(response)
      const filtered = served.filtered()
      const counts = filtered.counts(filter, MAX_FACET_VALUES)
      const list: FacetList = {
        gallery: served.manifest.id,
        portraits: filtered.passing(filter).positions.length,
        museum: [...counts.museum],
        century: [...counts.century],
        place: [...counts.place],
        category: [...counts.category],
        onView: counts.onView,
      }
      response.set('Cache-Control', 'no-cache').json(list)
    })
  })
  return router
}
