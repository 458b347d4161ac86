import {
  type AtlasLayout,
  PORTRAIT_HEIGHT,
  parseAtlasPoints,
  type WordKind,
} from '../../embeddings/atlas/atlas-file.ts'
import type { Point } from '../../embeddings/pixels/point.ts'
import { pendantApi } from '../../server/contract/api-client.ts'
import { type AtlasAnswer, type LabelList, MAX_POSITIONS } from '../../server/contract/atlas.ts'
import { type ShownPortrait, shownMatch, shownPortrait } from '../state/shown-portrait.ts'

const ANSWER_WITHIN_MS = 20_000
/** Portraits that one opened portrait offers to go on to. */
const LIKENESSES = 6

/** A portrait with its place on the maps. */
export type Placed = { readonly position: number; readonly portrait: ShownPortrait }

/** The maps of the served gallery, as the page has read them. */
export type AtlasMap = {
  readonly answer: AtlasAnswer
  readonly layouts: readonly (AtlasLayout & {
    /** Of portraits, and after them of faces that are not there. */
    readonly points: Float32Array
    /** Where the latter begin. */
    readonly island: Point
  })[]
  /** Of portraits alone. */
  readonly years: Int16Array
  readonly slots: Uint32Array
}

/** Between a map and the island beside it. */
const STRAIT = 4

/** The faces that are not there, as an island to the right of every layout. */
function withIsland(map: AtlasMap): AtlasMap {
  const count = map.answer.apparitions.length
  if (count === 0) return map
  const columns = Math.max(2, Math.ceil(Math.sqrt(count / 4)))
  const rows = Math.ceil(count / columns)
  const slots = new Uint32Array(map.slots.length + count)
  slots.set(map.slots)
  for (let at = 0; at < count; at++) slots[map.slots.length + at] = map.slots.length + at
  const layouts = map.layouts.map((layout) => {
    const island = { x: layout.width + STRAIT, y: PORTRAIT_HEIGHT }
    const points = new Float32Array(layout.points.length + 2 * count)
    points.set(layout.points)
    for (let at = 0; at < count; at++) {
      const x = island.x + (at % columns) + 0.5
      const y = island.y + (Math.floor(at / columns) + 0.5) * PORTRAIT_HEIGHT
      points.set([x, y], layout.points.length + 2 * at)
    }
    const height = Math.max(layout.height, island.y + rows * PORTRAIT_HEIGHT)
    return { ...layout, points, island, width: island.x + columns, height }
  })
  return { ...map, slots, layouts }
}

export type WayBetween = { readonly stops: readonly Placed[]; readonly length: number }

/** What the page asks of the server; undefined where no usable answer came. */
export interface AtlasServer {
  /** The maps, or why there are none; with the faces that are not there, if it is not told. */
  map(which?: 'portraits alone'): Promise<AtlasMap | 'no-atlas' | 'unreachable'>
  /** The bytes of a sheet. */
  sheet(level: number, number: number): Promise<Blob | undefined>
  portraits(positions: readonly number[]): Promise<readonly Placed[] | undefined>
  find(portraitId: string): Promise<Placed | undefined>
  /** The most frequent words; those of one kind alone, where it is given. */
  words(limit: number, kind?: WordKind): Promise<LabelList['words'] | undefined>
  /** The positions of the portraits that a text finds, among words of one kind or of all. */
  search(text: string, kind?: WordKind): Promise<readonly number[] | undefined>
  likenesses(portraitId: string): Promise<readonly ShownPortrait[] | undefined>
  /** 'none' where no way leads there. */
  way(from: string, to: string): Promise<WayBetween | 'none' | undefined>
}

export function atlasServer(): AtlasServer {
  const api = pendantApi(location.origin, { answerWithinMs: ANSWER_WITHIN_MS })
  let file: AtlasAnswer['file'] | undefined
  const part = async ({ at, bytes }: { at: number; bytes: number }): Promise<Response> => {
    const response = await fetch(file?.path ?? '', {
      headers: { range: `bytes=${at}-${at + bytes - 1}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    if (response.status !== 206) throw new Error(`The atlas answered ${response.status}.`)
    return response
  }
  const numbers = async (range: { at: number; bytes: number }) => (await part(range)).arrayBuffer()
  const placed = ({ position, portrait }: { position: number; portrait: PortraitOfAnswer }) => ({
    position,
    portrait: shownPortrait(portrait),
  })
  return {
    async map(which) {
      const outcome = await api.atlas()
      if (outcome.status !== 'ok') {
        return outcome.status === 'problem' && outcome.problem.code === 'not-found'
          ? 'no-atlas'
          : 'unreachable'
      }
      const answer = which ? { ...outcome.value, apparitions: [] } : outcome.value
      file = answer.file
      try {
        const [points, years, slots] = await Promise.all([
          numbers(file.points),
          numbers(file.years),
          numbers(file.slots),
        ])
        const parsed = parseAtlasPoints(new Uint8Array(points), answer)
        if ('problem' in parsed) throw new Error(parsed.problem)
        return withIsland({
          answer,
          layouts: answer.layouts.map((layout, at) => ({
            ...layout,
            points: parsed.points[at] as Float32Array,
            island: { x: layout.width, y: 0 },
          })),
          years: new Int16Array(years),
          slots: new Uint32Array(slots),
        })
      } catch (problem) {
        reportError(problem)
        return 'unreachable'
      }
    },
    async sheet(level, number) {
      const range = file?.sheets[level]?.[number]
      if (!range) return undefined
      // A sheet that does not come is asked for again when it is next in view.
      return part(range).then(
        (response) => response.blob(),
        () => undefined,
      )
    },
    async portraits(positions) {
      const found: Placed[] = []
      for (let first = 0; first < positions.length; first += MAX_POSITIONS) {
        const at = positions.slice(first, first + MAX_POSITIONS)
        const outcome = await api.atlasPortraits({ at })
        if (outcome.status !== 'ok') return undefined
        found.push(...outcome.value.portraits.map(placed))
      }
      return found
    },
    async find(portraitId) {
      const outcome = await api.atlasPortraits({ id: portraitId })
      if (outcome.status !== 'ok') return undefined
      return outcome.value.portraits.map(placed)[0]
    },
    async words(limit, kind) {
      const outcome = await api.labels({ limit, ...(kind === undefined ? {} : { kind }) })
      return outcome.status === 'ok' ? outcome.value.words : undefined
    },
    async search(text, kind) {
      const outcome = await api.labels({ q: text, ...(kind === undefined ? {} : { kind }) })
      return outcome.status === 'ok' ? outcome.value.positions : undefined
    },
    async likenesses(portraitId) {
      const outcome = await api.similar(portraitId, { k: LIKENESSES })
      return outcome.status === 'ok' ? outcome.value.matches.map(shownMatch) : undefined
    },
    async way(from, to) {
      const outcome = await api.path(from, to)
      if (outcome.status === 'ok') {
        const { portraits, length } = outcome.value
        return { stops: portraits.map(placed), length }
      }
      return outcome.status === 'problem' && outcome.problem.code === 'not-found'
        ? 'none'
        : undefined
    },
  }
}

type PortraitOfAnswer = Parameters<typeof shownPortrait>[0]
