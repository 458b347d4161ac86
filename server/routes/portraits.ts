import { type RequestHandler, type Response, Router } from 'express'
import type { Portrait } from '../../embeddings/gallery/portrait.ts'
import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import { DEFAULT_MATCHES, MAX_MATCHES } from '../contract/events.ts'
import { DEFAULT_SPREAD, MAX_SPREAD, type MatchList, type PortraitList } from '../contract/http.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { parseNumberAndFilter } from '../lookup/parse-filter.ts'
import { sendProblem } from '../web/problems.ts'
import { computedFace } from './computed-face.ts'
import { noGallery } from './no-gallery.ts'

/**
 * Browses the gallery without a face: `GET /portraits`, `/portraits/:id`, and the data of one
 * portrait.
 */
export function portraitRoutes(
  gallery: ServedGallery,
  { searching, permitted }: { searching: RequestHandler; permitted: RequestHandler },
): Router {
  const router = Router()
  const spreads = spreadLists()

  router.get('/portraits', searching, (request, response) => {
    const bounds = { max: MAX_SPREAD, fallback: DEFAULT_SPREAD }
    const asked = parseNumberAndFilter(request.query, 'spread', bounds)
    if ('detail' in asked) return sendProblem(response, { code: 'bad-request', ...asked })
    gallery.use((served) => {
      if (!served) return noGallery(response)
      const list = spreads(served, asked.number, asked.filter)
      response.set('Cache-Control', 'no-cache').type('json').send(list)
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

  router.get('/portraits/:id/face', searching, (request, response) =>
    gallery.use((served) => {
      const found = find(served, request.params.id as string, response)
      if (!found) return
      const face = computedFace(found.served, found.position)
      if (face) return void response.set('Cache-Control', 'no-cache').json(face)
      const { id } = found.served.manifest
      sendProblem(response, {
        code: 'not-found',
        detail: `The gallery ${id} was written before landmarks were kept; index the collection again.`,
      })
    }),
  )

  router.get('/portraits/:id/similar', permitted, async (request, response) => {
    const bounds = { max: MAX_MATCHES, fallback: DEFAULT_MATCHES }
    const asked = parseNumberAndFilter(request.query, 'k', bounds)
    if ('detail' in asked) return sendProblem(response, { code: 'bad-request', ...asked })
    await gallery.use(async (served) => {
      const found = find(served, request.params.id as string, response)
      if (!found) return
      const matches = await found.served.similarTo(found.position, asked.number, asked.filter)
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

/** Spreads in memory, each at most 160 KB on an ordinary gallery: some 16 MB while it is served. */
const KEPT_SPREADS = 100

/**
 * Keeps the latest spreads as JSON. A spread of 200 takes as many reads of the gallery's database.
 */
function spreadLists(): (
  served: Gallery,
  wanted: number,
  filter: PortraitFilter | undefined,
) => string {
  const kept = new WeakMap<Gallery, Map<string, string>>()
  return (served, wanted, filter) => {
    const lists = kept.get(served) ?? new Map<string, string>()
    kept.set(served, lists)
    const question = JSON.stringify([wanted, filter])
    const json = lists.get(question) ?? JSON.stringify(readSpread(served, wanted, filter))
    // Reinserted at the end, so the first entry is the least recently used.
    lists.delete(question)
    lists.set(question, json)
    const [oldest] = lists.keys()
    if (lists.size > KEPT_SPREADS && oldest !== undefined) lists.delete(oldest)
    return json
  }
}

function readSpread(
  { manifest, portraits, filtered }: Gallery,
  wanted: number,
  filter: PortraitFilter | undefined,
): PortraitList {
  const passing = filter && filtered().passing(filter).positions
  return {
    gallery: manifest.id,
    portraits: spreadOver(passing?.length ?? portraits.count, wanted).map((step) =>
      portraits.at(passing ? (passing[step] as number) : step),
    ),
  }
}

/** The position of a portrait. For an unknown one it answers the request and returns nothing. */
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

/** Even steps over all of `count`: `wanted` different positions, or as many as there are. */
function spreadOver(count: number, wanted: number): number[] {
  const number = Math.min(count, wanted)
  return Array.from({ length: number }, (_, step) => Math.floor((step * count) / number))
}
