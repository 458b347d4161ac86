import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  ATLAS_LAYOUTS,
  type AtlasHeader,
  type AtlasLayoutName,
  encodeAtlas,
  NO_YEAR,
} from '../../embeddings/atlas/atlas-file.ts'
import { placeAmong } from '../../embeddings/atlas/place-among.ts'
import { nameKey } from '../../embeddings/gallery/portrait-filter.ts'
import type { ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import type { NearestIndex } from '../../embeddings/likeness/nearest-index.ts'
import { poseVectorOf } from '../../embeddings/movement/pose-vector.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { AtlasFacts } from '../../embeddings/store/gallery-writer.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import type { SeenObject } from '../catalogue/seen-objects.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { drawSheets, type Pictured } from './draw-sheets.ts'
import type { EarlierMap } from './earlier-map.ts'
import { layOutNeighbours, type Points, principalPoints } from './lay-out-neighbours.ts'
import { layoutQuality } from './layout-quality.ts'
import { type MeanColour, meanColours } from './mean-colours.ts'
import { nameRegions } from './name-regions.ts'
import { type Neighbours, neighboursOf } from './neighbours.ts'
import {
  columnLayout,
  curveOrder,
  framed,
  gridLayout,
  type LaidOut,
  MARGIN,
  mapScale,
  rankedLayout,
} from './other-layouts.ts'
import { listWords, yearsOfLabels } from './words-of.ts'

/** Neighbours that hold the map together, and among whom ways are looked for. */
const NEIGHBOURS = 15
/** Columns of museums and media at most; what is rarer stands in the last. */
const MOST_COLUMNS = 12
/** Faces that are not there, at most. */
const MOST_APPARITIONS = 240
/** Years of one column: the finest that gives no more columns than this. */
const YEAR_STEPS = [1, 5, 10, 25, 50, 100] as const
const MOST_YEAR_COLUMNS = 60

/** How an atlas is made: what may stop it, and what is told meanwhile. */
export type AtlasMaking = {
  readonly signal: AbortSignal
  /** The map whose portraits keep their places; undefined for a new one. */
  readonly earlier: EarlierMap | undefined
  /** What may be no faces, by any order; the surest are shown. */
  readonly doubted: readonly DoubtedFace[]
  /** What was seen in pictures, by their digests; undefined where nobody looked. */
  readonly objects?: ReadonlyMap<string, readonly SeenObject[]> | undefined
  watch(what: string, total: number): { advance(): void; finish(): void }
}

/** A face that the detector saw where none hangs, with what is told of its work. */
export type DoubtedFace = Pictured & AtlasHeader['apparitions'][number]

export type MadeAtlas = {
  readonly bytes: Uint8Array
  readonly facts: AtlasFacts
}

/** Runs one step of the making, which says how far it is by calling what it is given. */
type Step = <Made>(
  what: string,
  total: number,
  make: (advance: () => void) => Promise<Made>,
) => Promise<Made>

/**
 * Makes the atlas of a gallery: all its layouts, its regions' names, words and sheets of
 * thumbnails. Portraits, places and index have one order. The same atlas for the same portraits and
 * earlier map. Throws `Interrupted` when it was stopped.
 */
export async function makeAtlas(
  paths: DataPaths,
  portraits: readonly DescribedPortrait[],
  { index, places }: { index: NearestIndex; places: readonly ProjectedEmbedding[] },
  making: AtlasMaking,
): Promise<MadeAtlas> {
  const { signal, watch } = making
  const stopIfAsked = () => {
    if (!signal.aborted) return
    throw new Interrupted(
      'Stopped before the atlas was drawn; run "npm run pendant -- index" again to build it.',
    )
  }
  const step: Step = async (what, total, make) => {
    const progress = watch(what, total)
    try {
      return await make(() => {
        stopIfAsked()
        progress.advance()
      })
    } finally {
      progress.finish()
    }
  }
  const count = portraits.length
  const neighbours = await step('Looking around', count, (advance) =>
    neighboursOf(index, places, NEIGHBOURS, async () => {
      advance()
      await nextTurn()
    }),
  )
  const map = await likenessMap(portraits, places, neighbours, making, step)
  const order = curveOrder(map.points)
  const labels = portraits.map(({ portrait }) => portrait.label)
  const years = yearsOfLabels(labels)
  const words = listWords(labels, years, (position) => {
    const { categories = [], picture } = (portraits[position] as DescribedPortrait).portrait
    const objects = making.objects?.get(picture.digest) ?? []
    return [
      ...categories.map((name) => ['category', name] as const),
      ...objects.map(([name, score]) => ['seen', name, score] as const),
    ]
  })
  const middleYears = Int16Array.from(years, (span) =>
    span ? Math.round((span.from + span.to) / 2) : NO_YEAR,
  )
  const inOrder = order.map((position) => (portraits[position] as DescribedPortrait).portrait)
  const doubted = making.doubted
    .toSorted((a, b) => b.score - a.score || (a.crop.digest < b.crop.digest ? -1 : 1))
    .slice(0, MOST_APPARITIONS)
  const pictured = [...inOrder, ...doubted]
  const sheets = await step('Drawing the atlas', pictured.length, (advance) =>
    drawSheets(paths, pictured, advance),
  )
  const works = new Set(inOrder.map(({ picture }) => picture.digest)).size
  const colours = await step('Reading colours', works, (advance) =>
    meanColours(
      paths,
      portraits.map(({ portrait }) => portrait),
      advance,
    ),
  )
  const layouts = layoutsOf(portraits, map.laidOut, order, middleYears, colours)
  const slots = new Uint32Array(count)
  order.forEach((position, slot) => {
    slots[position] = slot
  })
  const quality = layoutQuality(places, map.points)
  const bytes = encodeAtlas({
    portraits: count,
    neighbours: neighbours.k,
    scale: map.scale,
    layouts: layouts.map(([name, { width, height, columns }]) => ({
      name,
      width,
      height,
      columns,
    })),
    regions: nameRegions(map.laidOut.points, words),
    apparitions: doubted.map(({ workId, title, artist, requiredStatement, score }) => {
      return { workId, title, artist, requiredStatement, score }
    }),
    points: layouts.map(([, { points }]) => points),
    years: middleYears,
    slots,
    neighbourPositions: neighbours.positions,
    neighbourDistances: neighbours.squaredDistances.map(Math.sqrt),
    words,
    sheets,
  })
  return { bytes, facts: { portraits: count, kept: map.kept, ...(quality ? { quality } : {}) } }
}

type LikenessMap = {
  /** As the gradient knows them, and as they lie on the map. */
  readonly points: Points
  readonly laidOut: LaidOut
  readonly scale: number
  /** Portraits that are where they were. */
  readonly kept: number
}

async function likenessMap(
  portraits: readonly DescribedPortrait[],
  places: readonly ProjectedEmbedding[],
  neighbours: Neighbours,
  { earlier }: AtlasMaking,
  step: Step,
): Promise<LikenessMap> {
  const known = portraits.map(({ portrait }) => earlier?.pointOf(portrait.id))
  const kept = known.filter((point) => point !== undefined).length
  // A few of a gallery that was replaced hold no map together.
  const isKept = earlier !== undefined && kept >= portraits.length / 2
  const scale = isKept ? earlier.scale : undefined
  const start = scale === undefined ? principalPoints(places) : startAmong(known, neighbours, scale)
  const held = scale === undefined ? undefined : Uint8Array.from(known, (point) => (point ? 1 : 0))
  const points =
    held && kept === portraits.length
      ? start
      : await step('Laying out', 100, async (advance) => {
          let shown = 0
          return layOutNeighbours(neighbours, start, {
            ...(held ? { held } : {}),
            async onEpoch(done, epochs) {
              for (; shown < Math.floor((done * 100) / epochs); shown++) advance()
              await nextTurn()
            },
          })
        })
  if (scale === undefined) {
    const own = mapScale(points)
    return { points, laidOut: framed(points.map((value) => value * own)), scale: own, kept: 0 }
  }
  // What lies where it lay is exactly there: it is not scaled to and fro.
  const onMap = points.map((value, i) => {
    const point = known[i >> 1]
    if (point === undefined) return Math.max(MARGIN, value * scale)
    return i % 2 === 0 ? point.x : point.y
  })
  const { right, bottom } = farthest(onMap)
  const laidOut = {
    points: onMap,
    width: Math.max(earlier?.width ?? 0, right + MARGIN),
    height: Math.max(earlier?.height ?? 0, bottom + MARGIN),
    columns: [],
  }
  return { points, laidOut, scale, kept }
}

/** Known portraits where they were, new ones among their neighbours; in the gradient's units. */
function startAmong(
  known: readonly ({ x: number; y: number } | undefined)[],
  { k, positions, squaredDistances }: Neighbours,
  scale: number,
): Points {
  const points = new Float32Array(2 * known.length)
  known.forEach((point, at) => {
    const near = Array.from({ length: k }, (_, rank) => {
      const other = known[positions[at * k + rank] as number]
      return other && { ...other, squaredDistance: squaredDistances[at * k + rank] as number }
    }).filter((each) => each !== undefined)
    const { x, y } = point ?? placeAmong(near) ?? { x: 0, y: 0 }
    points[2 * at] = x / scale
    points[2 * at + 1] = y / scale
  })
  return points
}

function farthest(points: Points): { right: number; bottom: number } {
  let [right, bottom] = [0, 0]
  for (let at = 0; at < points.length; at += 2) {
    right = Math.max(right, points[at] as number)
    bottom = Math.max(bottom, points[at + 1] as number)
  }
  return { right, bottom }
}

/** Every layout that says something of this gallery, in the order of ATLAS_LAYOUTS. */
function layoutsOf(
  portraits: readonly DescribedPortrait[],
  map: LaidOut,
  order: readonly number[],
  years: Int16Array,
  colours: readonly MeanColour[],
): [AtlasLayoutName, LaidOut][] {
  const poses = portraits.map(({ landmarks }) => poseVectorOf(landmarks))
  const made: Readonly<Record<AtlasLayoutName, LaidOut | undefined>> = {
    likeness: map,
    grid: gridLayout(map.points),
    movement: rankedLayout(
      poses.map((pose) => pose[0] as number),
      poses.map((pose) => pose[1] as number),
    ),
    time: timeLayout(years, order),
    colour: colourLayout(colours),
    museum: groupLayout(
      portraits.map(({ portrait }) => portrait.label.museum),
      order,
    ),
    medium: groupLayout(
      portraits.map(({ portrait }) => portrait.label.medium),
      order,
    ),
  }
  return ATLAS_LAYOUTS.flatMap((name): [AtlasLayoutName, LaidOut][] => {
    const layout = made[name]
    return layout ? [[name, layout]] : []
  })
}

/** By hue from left to right, the lightest on top. */
function colourLayout(colours: readonly MeanColour[]): LaidOut {
  return rankedLayout(
    colours.map(({ hue }) => hue),
    colours.map(({ lightness }) => -lightness),
  )
}

function timeLayout(years: Int16Array, order: readonly number[]): LaidOut | undefined {
  const dated = [...years].filter((year) => year !== NO_YEAR).sort((a, b) => a - b)
  const span = (dated.at(-1) ?? 0) - (dated[0] ?? 0)
  const step = YEAR_STEPS.find((each) => span / each <= MOST_YEAR_COLUMNS) ?? 100
  return columnLayout(
    [...years].map((year) => (year === NO_YEAR ? undefined : Math.floor(year / step) * step)),
    order,
    (year) => String(year),
    (a, b) => a.key - b.key,
  )
}

/** Columns by the values of a text, the most frequent first, rarer ones together at the end. */
function groupLayout(texts: readonly string[], order: readonly number[]): LaidOut | undefined {
  const written = new Map<string, string>()
  const numbers = new Map<string, number>()
  const keys = texts.map((text) => {
    const key = nameKey(text)
    if (key === '') return undefined
    if (!written.has(key)) written.set(key, text)
    numbers.set(key, (numbers.get(key) ?? 0) + 1)
    return key
  })
  const frequent = new Set(
    [...numbers]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_COLUMNS)
      .map(([key]) => key),
  )
  return columnLayout(
    keys.map((key) => (key !== undefined && frequent.has(key) ? key : undefined)),
    order,
    (key) => written.get(key) ?? '',
    (a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1),
  )
}
