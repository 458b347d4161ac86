import { type RequestHandler, type Response, Router } from 'express'
import { type AtlasPart, type AtlasWord, WORD_KINDS } from '../../embeddings/atlas/atlas-file.ts'
import { nameKey } from '../../embeddings/gallery/portrait-filter.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import {
  type AtlasAnswer,
  type AtlasPortraits,
  atlasPath,
  DEFAULT_WORDS,
  type LabelList,
  MAX_POSITIONS,
  MAX_QUESTION,
  MAX_WORDS,
  type PathAnswer,
} from '../contract/atlas.ts'
import { type KeyedWord, type OpenAtlas, openAtlas, splitWords } from '../lookup/open-atlas.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { type AtlasRefusal, notHere, pathBetween } from '../lookup/path-between.ts'
import { onlyNames, queryNumber } from '../lookup/query-number.ts'
import { sendProblem } from '../web/problems.ts'
import { noGallery } from './no-gallery.ts'

/**
 * The maps of the gallery and what they are read with: `GET /atlas`, `/atlas/portraits`, `/labels`
 * and `/paths`.
 */
export function atlasRoutes(
  gallery: ServedGallery,
  { searching, crossing }: { searching: RequestHandler; crossing: RequestHandler },
): Router {
  const router = Router()
  /** Refuses other names in the query, and galleries without an atlas. */
  const answering =
    (
      names: readonly string[],
      answer: (served: Gallery, atlas: OpenAtlas, query: Query) => object | AtlasRefusal,
    ): RequestHandler =>
    (request, response) => {
      const unknown = onlyNames(request.query, names.length > 0 ? names : ['nothing'])
      if (unknown) return sendProblem(response, { code: 'bad-request', ...unknown })
      gallery.use((served) => {
        if (!served) return noGallery(response)
        const atlas = openAtlas(served)
        if ('problem' in atlas) {
          return sendProblem(response, { code: 'not-found', detail: atlas.problem })
        }
        send(response, answer(served, atlas, request.query))
      })
    }
  router.get('/atlas', searching, answering([], describeAtlas))
  router.get('/atlas/portraits', searching, answering(['at', 'id'], portraitsAsked))
  router.get('/labels', searching, answering(['q', 'kind', 'limit'], labelsAsked))
  router.get('/paths', crossing, answering(['from', 'to'], pathAsked))
  return router
}

type Query = Readonly<Record<string, unknown>>

function send(response: Response, answer: object | AtlasRefusal): void {
  if ('code' in answer) sendProblem(response, answer)
  else response.set('Cache-Control', 'no-cache').json(answer)
}

function describeAtlas({ manifest }: Gallery, { header, partsAt }: OpenAtlas): AtlasAnswer {
  const { portraits, layouts, regions, apparitions, parts, sheets } = header
  const inFile = ({ at, bytes }: AtlasPart) => ({ at: partsAt + at, bytes })
  const { sha256 = '', bytes = 1, quality = null } = manifest.atlas ?? {}
  return {
    gallery: manifest.id,
    portraits,
    quality,
    layouts,
    regions,
    apparitions,
    file: {
      path: atlasPath(sha256),
      bytes,
      points: inFile(parts.points),
      years: inFile(parts.years),
      slots: inFile(parts.slots),
      sheets: sheets.map((level) => level.map(inFile)),
    },
  }
}

function portraitsAsked(
  { manifest, portraits }: Gallery,
  _atlas: OpenAtlas,
  { at, id }: Query,
): AtlasPortraits | AtlasRefusal {
  if (typeof id === 'string' && at === undefined) {
    const position = portraits.positionOf(id)
    return position === undefined
      ? notHere(manifest.id)
      : { gallery: manifest.id, portraits: [{ position, portrait: portraits.at(position) }] }
  }
  const wanted = typeof at === 'string' && id === undefined ? at.split(',') : []
  const isWhole = wanted.length > 0 && wanted.every((each) => /^\d{1,9}$/.test(each))
  if (!isWhole || wanted.length > MAX_POSITIONS) {
    const detail = `at is from 1 to ${MAX_POSITIONS} positions such as 7,12; or id is a portrait's.`
    return { code: 'bad-request', detail }
  }
  const positions = wanted.map(Number)
  if (positions.some((position) => position >= portraits.count)) return notHere(manifest.id)
  return {
    gallery: manifest.id,
    portraits: positions.map((position) => ({ position, portrait: portraits.at(position) })),
  }
}

function labelsAsked(
  { manifest }: Gallery,
  { words: all }: OpenAtlas,
  { q, kind, limit }: Query,
): LabelList | AtlasRefusal {
  const bounds = { max: MAX_WORDS, fallback: DEFAULT_WORDS }
  const most = queryNumber('limit', limit, bounds)
  if ('detail' in most) return { code: 'bad-request', ...most }
  if (kind !== undefined && !WORD_KINDS.some((each) => each === kind)) {
    return { code: 'bad-request', detail: `kind is one of ${WORD_KINDS.join(', ')}.` }
  }
  const words = kind === undefined ? all : all.filter(({ word }) => word.kind === kind)
  const list = (those: readonly AtlasWord[]) => those.slice(0, most.number).map(listed)
  if (q === undefined) {
    return { gallery: manifest.id, words: list(words.map(({ word }) => word)) }
  }
  const question = typeof q === 'string' ? nameKey(q) : ''
  if (question === '' || question.length > MAX_QUESTION) {
    const detail = `q is a text of 1 to ${MAX_QUESTION} characters.`
    return { code: 'bad-request', detail }
  }
  const found = wordsFor(question, words)
  return { gallery: manifest.id, words: list(found.words), positions: found.positions }
}

function listed({ kind, word, positions, scores }: AtlasWord): LabelList['words'][number] {
  const origin = kind === 'seen' ? 'detector' : kind === 'category' ? 'curator' : 'label'
  return {
    ...{ kind, word, portraits: positions.length, origin },
    ...(scores ? { scores: { least: Math.min(...scores), most: Math.max(...scores) } } : {}),
  }
}

/** The words that a question names or begins, and the portraits that have each part of it. */
function wordsFor(
  question: string,
  words: readonly KeyedWord[],
): { words: AtlasWord[]; positions: number[] } {
  const whole = words
    .filter(
      ({ word, key }) => key === question || (word.kind === 'seen' && isPlural(question, key)),
    )
    .map(({ word }) => word)
  const byPart = splitWords(question).map((part) =>
    words.filter(({ parts }) => parts.some((each) => each.startsWith(part))),
  )
  const matching = new Set(byPart.flat().map(({ word }) => word))
  if (whole.length > 0) {
    return { words: [...new Set([...whole, ...matching])], positions: positionsOf(whole) }
  }
  const sets = byPart.map((those) => new Set(positionsOf(those.map(({ word }) => word))))
  const [first = new Set<number>(), ...others] = sets
  const positions = [...first].filter((position) => others.every((other) => other.has(position)))
  return { words: [...matching], positions }
}

/** Detectors have one English noun for each thing. */
function isPlural(question: string, noun: string): boolean {
  return question === `${noun}s` || question === `${noun}es`
}

function positionsOf(words: readonly AtlasWord[]): number[] {
  return [...new Set(words.flatMap(({ positions }) => positions))].sort((a, b) => a - b)
}

function pathAsked(
  served: Gallery,
  atlas: OpenAtlas,
  { from, to }: Query,
): PathAnswer | AtlasRefusal {
  if (typeof from !== 'string' || typeof to !== 'string') {
    return { code: 'bad-request', detail: 'from and to are the ids of two portraits.' }
  }
  const path = pathBetween(served, atlas, from, to)
  return 'code' in path ? path : { gallery: served.manifest.id, ...path }
}
