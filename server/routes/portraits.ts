import { type RequestHandler, type Response, Router } from 'express'
import { isNothingNear } from '../../embeddings/nearness.ts'
import type { Portrait } from '../../embeddings/portrait.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import { DEFAULT_MATCHES, MAX_MATCHES } from '../contract/events.ts'
import { DEFAULT_SPREAD, MAX_SPREAD, type MatchList, type PortraitList } from '../contract/http.ts'
import { FILTER_FIELDS } from '../contract/match-request.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { parseFilterQuery } from '../lookup/parse-filter.ts'
import { onlyNames, queryNumber } from '../lookup/query-number.ts'
import { sendProblem } from '../problems.ts'
import { noGallery } from './no-gallery.ts'

/** Looking round the gallery without a face: `GET /portraits`, `/portraits/:id`, `/portraits/:id/similar`. */
export function portraitRoutes(
  gallery: ServedGallery,
  { searching, permitted }: { searching: RequestHandler; permitted: RequestHandler },
): Router {
  const router = Router()
  const spreads = spreadLists()

  router.get('/portraits', searching, (request, response) => {
    const spread = queryNumber('spread', request.query.spread, {
      max: MAX_SPREAD,
      fallback: DEFAULT_SPREAD,
    })
    if ('detail' in spread) return sendProblem(response, { code: 'bad-request', ...spread })
    const unknown = onlyNames(request.query, ['spread'])
    if (unknown) return sendProblem(response, { code: 'bad-request', ...unknown })
    gallery.use((served) => {
      if (!served) return noGallery(response)
      response.set('Cache-Control', 'no-cache').type('json').send(spreads(served, spread.number))
    })
  })

  router.get('/portraits/:id', searching, (request, response) =>
    gallery.use((served) => {
      const found = find(served, request.params.id as string, response)
      if (!found) return
      const portrait: Portrait = found.served.portraits.at(found.position)
      response.set('Cache-Control', 'no-cache').json(portrait)
    }),
  )

  router.get('/portraits/:id/similar', permitted, (request, response) => {
    const k = queryNumber('k', request.query.k, { max: MAX_MATCHES, fallback: DEFAULT_MATCHES })
    if ('detail' in k) return sendProblem(response, { code: 'bad-request', ...k })
    const unknown = onlyNames(request.query, ['k', ...FILTER_FIELDS])
    if (unknown) return sendProblem(response, { code: 'bad-request', ...unknown })
    const asked = parseFilterQuery(request.query)
    if ('detail' in asked) return sendProblem(response, { code: 'bad-request', ...asked })
    gallery.use((served) => {
      const found = find(served, request.params.id as string, response)
      if (!found) return
      const matches = found.served.similarTo(found.position, k.number, asked.filter)
      const list: MatchList = {
        gallery: found.served.manifest.id,
        nothingNear: isNothingNear(matches),
        matches,
      }
      response.set('Cache-Control', 'no-cache').json(list)
    })
  })
  return router
}

/**
 * Spreads as JSON, each read once a gallery: one of 200 is as many reads of its database. Who asks for
 * every number there is makes the server hold some 16 MB for as long as that gallery is served.
 */
function spreadLists(): (served: Gallery, wanted: number) => string {
  const kept = new WeakMap<Gallery, Map<number, string>>()
  return (served, wanted) => {
    const lists = kept.get(served) ?? new Map<number, string>()
    kept.set(served, lists)
    const already = lists.get(wanted)
    if (already !== undefined) return already
    const positions = spreadOver(served.portraits.count, wanted)
    const list: PortraitList = {
      gallery: served.manifest.id,
      portraits: positions.map((position) => served.portraits.at(position)),
    }
    const json = JSON.stringify(list)
    lists.set(wanted, json)
    return json
  }
}

/** Where a portrait stands in the gallery; when it does not, the request is answered and nothing is returned. */
function find(
  served: Gallery | undefined,
  id: string,
  response: Response,
): { served: Gallery; position: number } | undefined {
  if (!served) {
    noGallery(response)
    return undefined
  }
  const position = served.portraits.positionOf(id)
  if (position === undefined) {
    sendProblem(response, {
      code: 'not-found',
      detail: `The gallery ${served.manifest.id} holds no portrait of this id.`,
    })
    return undefined
  }
  return { served, position }
}

/** Positions at even steps over all of `count`, each once, `wanted` of them or as many as there are. */
function spreadOver(count: number, wanted: number): number[] {
  const number = Math.min(count, wanted)
  return Array.from({ length: number }, (_, step) => Math.floor((step * count) / number))
}
