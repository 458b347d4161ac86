import { z } from 'zod'
import { decodeUtf8, encodeUtf8 } from '../gallery/utf8.ts'

const ATLAS_FORMAT = 'pendant-atlas/1'

/** The size of a thumbnail on a sheet of each level, in pixels, the coarse level first. */
export const ATLAS_LEVELS = [
  { width: 16, height: 20, columns: 32, rows: 32 },
  { width: 64, height: 80, columns: 8, rows: 8 },
] as const
/** Every sheet has this size, whatever its level. */
export const SHEET = { width: 512, height: 640 } as const
/** A portrait on the map is one unit wide and so many high. */
export const PORTRAIT_HEIGHT = SHEET.height / SHEET.width

/** The layouts, in the order in which they are offered. Those without meaning are left out. */
export const ATLAS_LAYOUTS = [
  'likeness',
  'grid',
  'movement',
  'time',
  'colour',
  'museum',
  'medium',
] as const
export type AtlasLayoutName = (typeof ATLAS_LAYOUTS)[number]

/** What a word is about. `title` is a word of titles, `seen` what a detector saw in the work. */
export const WORD_KINDS = [
  'century',
  'artist',
  'museum',
  'medium',
  'category',
  'title',
  'seen',
] as const
export type WordKind = (typeof WORD_KINDS)[number]

const finite = z.number()
const wholeSchema = z.int().nonnegative()
const pointSchema = { x: finite, y: finite }

/** A word that works of a region have more often than works elsewhere. */
const regionWordSchema = z.object({
  kind: z.enum(WORD_KINDS),
  word: z.string(),
  /** Portraits of the region with the word, and portraits elsewhere with it. */
  here: wholeSchema,
  elsewhere: wholeSchema,
  /** Logarithm of the odds here over the odds elsewhere, in standard deviations. */
  logOdds: finite,
})
export type RegionWord = z.output<typeof regionWordSchema>

export const atlasRegionSchema = z.object({
  ...pointSchema,
  portraits: z.int().positive(),
  /** The position of the portrait in its middle. */
  middle: wholeSchema,
  /** The most telling first; none where nothing tells it from others. */
  words: z.array(regionWordSchema),
})
export type AtlasRegion = z.output<typeof atlasRegionSchema>

export const atlasLayoutSchema = z.object({
  name: z.enum(ATLAS_LAYOUTS),
  /** Of the rectangle that holds it, from 0. A portrait's point is its middle. */
  width: z.number().positive(),
  height: z.number().positive(),
  /** Of layouts in columns: what is written under each, and where. */
  columns: z.array(z.object({ text: z.string(), x: finite, portraits: z.int().positive() })),
})
export type AtlasLayout = z.output<typeof atlasLayoutSchema>

/** See `layoutQuality`. */
export const atlasQualitySchema = z.object({
  k: z.int().positive(),
  trustworthiness: z.number().min(0).max(1),
  continuity: z.number().min(0).max(1),
})

/** Where a part of the file lies, in bytes. */
const partSchema = z.object({ at: wholeSchema, bytes: wholeSchema })
export type AtlasPart = z.output<typeof partSchema>

/** A face the detector saw where none hangs: its slot on the sheets is after all portraits'. */
export const apparitionSchema = z.object({
  workId: z.string().min(1),
  title: z.string(),
  artist: z.string(),
  /** As on labels: it has to be shown. */
  requiredStatement: z.string(),
  /** Of the detector, 0 to 1. */
  score: z.number().min(0).max(1),
})

const atlasHeaderSchema = z.object({
  portraits: z.int().positive(),
  /** Neighbours of each portrait in the part of that name. */
  neighbours: wholeSchema,
  /** Units of the map for one unit of the layout's gradient; kept while portraits stay. */
  scale: z.number().positive(),
  layouts: z.array(atlasLayoutSchema).min(1),
  regions: z.array(atlasRegionSchema),
  apparitions: z.array(apparitionSchema),
  parts: z.object({
    /** Of each layout, in their order: x and y of each portrait, Float32. */
    points: partSchema,
    /** The middle year of each portrait, Int16; NO_YEAR where none is known. */
    years: partSchema,
    /** The slot of each portrait on the sheets, Uint32. */
    slots: partSchema,
    /** Positions of each portrait's neighbours, Uint32, then all distances, Float32. */
    neighbours: partSchema,
    /** `AtlasWord[]` as JSON. */
    words: partSchema,
  }),
  /** Of each level, WebP, in the order of slots. */
  sheets: z.array(z.array(partSchema)).length(ATLAS_LEVELS.length),
})
export type AtlasHeader = z.output<typeof atlasHeaderSchema>

export const NO_YEAR = -32_768

/** A word, and the positions of the portraits that have it, ascending. */
export type AtlasWord = {
  readonly kind: WordKind
  readonly word: string
  readonly positions: readonly number[]
  /** Of what a detector saw: how sure it was of each, 0 to 1. */
  readonly scores?: readonly number[]
}

/**
 * Words are kept with the differences of their positions, which take fewer digits. One with scores
 * has these behind it, in thousandths.
 */
type KeptWord = readonly [
  kind: WordKind,
  word: string | readonly [word: string, ...thousandths: number[]],
  ...steps: number[],
]

/** What an atlas is made of; arrays stand in the order of positions. */
export type AtlasContent = Omit<AtlasHeader, 'parts' | 'sheets'> & {
  readonly points: readonly Float32Array[]
  readonly years: Int16Array
  readonly slots: Uint32Array
  readonly neighbourPositions: Uint32Array
  readonly neighbourDistances: Float32Array
  readonly words: readonly AtlasWord[]
  readonly sheets: readonly (readonly Uint8Array[])[]
}

const NAME_BYTES = 16
const NAME = encodeUtf8(ATLAS_FORMAT.padEnd(NAME_BYTES, '\0'))
/** What is read first: the name, and the length of the header. */
export const ATLAS_OPENING_BYTES = NAME_BYTES + 4

/**
 * Encodes an atlas: its name, the length of the header (Uint32), the header as JSON, then the
 * parts, whose places count from the end of the header. All numbers are little-endian.
 */
export function encodeAtlas(content: AtlasContent): Uint8Array<ArrayBuffer> {
  const { points, years, slots, neighbourPositions, neighbourDistances, words, sheets, ...rest } =
    content
  const pieces: Uint8Array[] = []
  let at = 0
  const part = (...given: Uint8Array[]): AtlasPart => {
    const bytes = given.reduce((sum, piece) => sum + piece.byteLength, 0)
    const place = { at, bytes }
    pieces.push(...given)
    at += bytes
    return place
  }
  const kept = words.map(
    ({ kind, word, positions, scores }): KeptWord => [
      kind,
      scores ? [word, ...scores.map((score) => Math.round(score * 1000))] : word,
      ...positions.map((position, i) => position - (positions[i - 1] ?? 0)),
    ],
  )
  const header: AtlasHeader = {
    ...rest,
    parts: {
      points: part(...points.map(bytesOf)),
      years: part(bytesOf(years)),
      slots: part(bytesOf(slots)),
      neighbours: part(bytesOf(neighbourPositions), bytesOf(neighbourDistances)),
      words: part(encodeUtf8(JSON.stringify(kept))),
    },
    sheets: sheets.map((level) => level.map((sheet) => part(sheet))),
  }
  const json = encodeUtf8(JSON.stringify(header))
  const file = new Uint8Array(ATLAS_OPENING_BYTES + json.byteLength + at)
  file.set(NAME)
  new DataView(file.buffer).setUint32(NAME_BYTES, json.byteLength, true)
  file.set(json, ATLAS_OPENING_BYTES)
  let end = ATLAS_OPENING_BYTES + json.byteLength
  for (const piece of pieces) {
    file.set(piece, end)
    end += piece.byteLength
  }
  return file
}

/** The length of the header in bytes, or what is wrong with the beginning of the file. */
export function parseAtlasOpening(
  bytes: Uint8Array,
): { readonly headerBytes: number } | { readonly problem: string } {
  if (bytes.byteLength < ATLAS_OPENING_BYTES || NAME.some((byte, at) => bytes[at] !== byte)) {
    return { problem: `It is no atlas of the format "${ATLAS_FORMAT}".` }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { headerBytes: view.getUint32(NAME_BYTES, true) }
}

/** The header of a file of `fileBytes`, or what is wrong with it. */
export function parseAtlasHeader(
  bytes: Uint8Array,
  fileBytes: number,
): { readonly header: AtlasHeader } | { readonly problem: string } {
  let json: unknown
  try {
    json = JSON.parse(decodeUtf8(bytes))
  } catch {
    return { problem: "The atlas's header is not JSON." }
  }
  const parsed = atlasHeaderSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { problem: `The atlas's header is damaged (${issue?.path.join('.')}).` }
  }
  const { data: header } = parsed
  const room = fileBytes - ATLAS_OPENING_BYTES - bytes.byteLength
  const parts = [...Object.values(header.parts), ...header.sheets.flat()]
  if (parts.some((part) => part.at + part.bytes > room)) {
    return { problem: 'The atlas ends before its parts do.' }
  }
  const { portraits, parts: named, layouts, neighbours } = header
  const sizes = [
    [named.points, layouts.length * portraits * 8],
    [named.years, portraits * 2],
    [named.slots, portraits * 4],
    [named.neighbours, portraits * neighbours * 8],
  ] as const
  if (sizes.some(([part, wanted]) => part.bytes !== wanted)) {
    return { problem: 'A part of the atlas is not of the size its header says.' }
  }
  return { header }
}

/** The points of each layout, or what is wrong with them. */
export function parseAtlasPoints(
  bytes: Uint8Array,
  header: Pick<AtlasHeader, 'portraits' | 'layouts'>,
): { readonly points: readonly Float32Array[] } | { readonly problem: string } {
  const numbers = new Float32Array(Uint8Array.from(bytes).buffer)
  if (numbers.length !== header.layouts.length * header.portraits * 2) {
    return { problem: 'The atlas has points for another number of portraits.' }
  }
  const hole = numbers.findIndex((value) => !Number.isFinite(value))
  if (hole >= 0) return { problem: `Number ${hole} of the atlas's points is not finite.` }
  const each = header.portraits * 2
  return {
    points: header.layouts.map((_, layout) => numbers.slice(layout * each, (layout + 1) * each)),
  }
}

export function parseAtlasWords(bytes: Uint8Array): AtlasWord[] {
  const kept = JSON.parse(decodeUtf8(bytes)) as KeptWord[]
  return kept.map(([kind, wordKept, ...steps]) => {
    const [word, ...thousandths] = typeof wordKept === 'string' ? [wordKept] : wordKept
    let position = 0
    return {
      kind,
      word,
      positions: steps.map((step) => {
        position += step
        return position
      }),
      ...(thousandths.length > 0 ? { scores: thousandths.map((each) => each / 1000) } : {}),
    }
  })
}

function bytesOf(numbers: Float32Array | Int16Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
