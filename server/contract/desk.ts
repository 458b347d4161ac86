import { z } from 'zod'
import type { mediaSchema } from '../../embeddings/gallery/portrait.ts'

/** What a curator may say of a face with one key. */
const REVIEW_VERDICTS = ['approved', 'rejected', 'pinned', 'sensitive'] as const

/** In shares of the upright picture's width and height. */
const boxSchema = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().positive().max(1),
  height: z.number().positive().max(1),
})

const text = (most: number) => z.string().trim().max(most)
const faceIdSchema = z.string().min(3).max(400)
/** See `DeskCard.version`. */
const versionSchema = z.int().nonnegative()

/** A path on the server, an address, or `upload:NAME` for what came in through the desk. */
const locationSchema = z.string().trim().min(1).max(2_000)
const galleryIdSchema = z.string().regex(/^[0-9A-Za-z-]{1,80}$/, 'is no id of a gallery')

const probeNearnessSchema = z.strictObject({
  group: z.string().min(1).max(200),
  /** Whom it shows, or anything else that only photographs of one person have in common. */
  person: z.string().min(1).max(400),
  /** Null where no face was found. */
  first: z
    .strictObject({
      similarity: z.number().min(0).max(1),
      /** Euclidean, between the two descriptors. */
      distance: z.number().nonnegative().max(10),
    })
    .nullable(),
})

/**
 * Everything the desk can be asked: `POST /desk/do/<name>` with the input as JSON. The answers are
 * the types in `DeskAnswers`. `changes` marks what is noted in the audit log by the operation.
 */
export const DESK_OPERATIONS = {
  'review-queue': z.strictObject({
    /** Cards that are on the desk already. */
    except: z.array(faceIdSchema).max(200).default([]),
    limit: z.int().min(1).max(60).default(20),
  }),
  'review-decide': z.strictObject({
    face: faceIdSchema,
    version: versionSchema,
    verdict: z.enum(REVIEW_VERDICTS),
    why: text(500).default(''),
  }),
  'review-undo': z.strictObject({}),
  'review-draw': z.strictObject({ work: z.string().min(1).max(400), box: boxSchema }),
  sources: z.strictObject({}),
  'csv-columns': z.strictObject({ file: locationSchema }),
  'import-start': z.strictObject({
    source: z.string().min(1).max(40),
    locations: z.array(locationSchema).max(50).default([]),
    csv: locationSchema.optional(),
    /** The CSV's header for each field that it is chosen for. */
    columns: z.record(text(40), text(200)).default({}),
    query: text(200).default(''),
    limit: z.int().min(1).max(10_000_000).optional(),
    filters: z.record(text(60), text(200)).default({}),
    allow: z.array(text(300)).max(10).default([]),
    rightsHeld: text(300).default(''),
    baseUrl: text(500).default(''),
    allowHosts: z.array(text(200)).max(10).default([]),
    contact: text(200).default(''),
    dryRun: z.boolean(),
  }),
  'index-start': z.strictObject({}),
  jobs: z.strictObject({}),
  'job-control': z.strictObject({ job: z.int(), action: z.enum(['pause', 'resume', 'cancel']) }),
  'find-faces': z.strictObject({
    /** Words of title, artist, date, museum, source or id; all of them. */
    text: text(200).default(''),
    category: z.int().optional(),
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(120).default(60),
  }),
  'near-faces': z.strictObject({ face: faceIdSchema }),
  duplicates: z.strictObject({}),
  'sitter-proposals': z.strictObject({}),
  'sitter-answer': z.strictObject({
    one: faceIdSchema,
    other: faceIdSchema,
    isSame: z.boolean(),
    why: text(500).min(1, 'says how it is known'),
  }),
  categories: z.strictObject({}),
  'category-add': z.strictObject({ name: text(40).min(1, 'is a word or two') }),
  /** Whether it travels with the galleries that are made from now on. */
  'category-show': z.strictObject({ category: z.int(), isShown: z.boolean() }),
  'category-remove': z.strictObject({ category: z.int() }),
  'category-next': z.strictObject({ category: z.int(), limit: z.int().min(1).max(60).default(24) }),
  'category-answer': z.strictObject({
    category: z.int(),
    face: faceIdSchema,
    isIn: z.boolean(),
  }),
  'category-undo': z.strictObject({ category: z.int() }),
  /**
   * Who is missing: which photograph is in which group. Photographs themselves are not sent here.
   */
  'missing-groups': z.strictObject({
    /** Paths in the folder that the curator chose. */
    files: z.array(z.string().min(1).max(400)).max(5_000),
    table: z.string().max(300_000).optional(),
    column: text(200).optional(),
  }),
  /** How near each photograph's first match is, by its group, told as figures. */
  'missing-figures': z.strictObject({
    probes: z.array(probeNearnessSchema).min(1).max(1_000),
  }),
  galleries: z.strictObject({}),
  'gallery-compare': z.strictObject({ gallery: galleryIdSchema }),
  'gallery-publish': z.strictObject({
    gallery: galleryIdSchema,
    /** The gallery that was on show when this was asked for; null for none. */
    instead: galleryIdSchema.nullable(),
    why: text(500).min(1, 'says why, for those who come after'),
  }),
} as const satisfies Record<string, z.ZodType>

export type DeskOperation = keyof typeof DESK_OPERATIONS
export type DeskInput<Name extends DeskOperation> = z.input<(typeof DESK_OPERATIONS)[Name]>
/** The same after parsing, with its defaults. */
export type DeskRequest<Name extends DeskOperation> = z.output<(typeof DESK_OPERATIONS)[Name]>

type Media = z.output<typeof mediaSchema>
type ShareBox = z.output<typeof boxSchema>

/** A face as the desk shows it. */
export type DeskCard = {
  /** `<workId>~<number>` */
  readonly face: string
  readonly work: string
  /** The latest decision about it that counts; 0 without one. Whoever decides names it. */
  readonly version: number
  readonly crop: Media
  readonly picture: Media
  readonly box: ShareBox
  readonly title: string
  readonly artist: string
  readonly date: string
  readonly museum: string
  readonly source: string
  /** What makes it doubtful, in words, the worst first. */
  readonly doubts: readonly string[]
  /** What the rules say of it; null when they let it hang. */
  readonly rule: string | null
  readonly verdict: { readonly is: string; readonly by: string; readonly why: string } | null
  /** How likely the curators would let it hang, from their answers; null before they suffice. */
  readonly hangs: number | null
  /** All faces of the work. */
  readonly others: readonly { readonly face: string; readonly box: ShareBox; readonly is: string }[]
}

/** Long work that was asked for, as the desk shows it. */
export type JobView = {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
  readonly by: string
  readonly askedAt: string
  readonly endedAt: string | null
  readonly progress: {
    readonly label?: string
    readonly done?: number
    /** 0 while nobody knows. */
    readonly total?: number
    readonly perSecond?: number
    readonly secondsLeft?: number | null
  }
  /** What the command answered; null before that. Long lists are cut. */
  readonly answer: Readonly<Record<string, unknown>> | null
  /** The last lines that it said. */
  readonly said: readonly string[]
}

/** A gallery in the history of the collection. */
export type GalleryView = {
  readonly id: string
  readonly isCurrent: boolean
  readonly createdAt: string
  readonly portraits: number
  readonly works: number
  /** When it was hung, by whom and why; the latest first. */
  readonly hung: readonly { readonly at: string; readonly by: string; readonly why: string }[]
}

/** What is named of a portrait where galleries are compared. */
type PortraitLine = {
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly crop: Media
}

type SourceView = {
  readonly name: string
  readonly summary: string
  readonly locations: string
  readonly filters: Readonly<Record<string, string>>
}

/** Two faces that are near each other. */
export type NearPair = {
  readonly one: DeskCard
  readonly other: DeskCard
  /** Euclidean, between the two descriptors. */
  readonly distance: number
  readonly isSamePicture: boolean
  /** The share of this collection's faces whose nearest face is farther away. */
  readonly rarer: number
}

/** Guesses about answers that were held back, five-fold. */
type GuessTrial = {
  readonly answers: number
  readonly rightShare: number
  /** The same for always guessing the more frequent answer. */
  readonly alwaysShare: number
}

type Interval = readonly [low: number | null, high: number | null]
type GroupFigures<Value> = {
  /** Share of the photographs in which a face was found. */
  readonly faceShare: Value
  readonly medianSimilarity: Value
  readonly medianDistance: Value
  /** Share of the faces that no portrait is like. */
  readonly nothingNearShare: Value
}
/** How near the collection comes to the people of a group; null where nothing can be told. */
export type GroupNearnessView = GroupFigures<number | null> & {
  readonly group: string
  readonly people: number
  readonly pictures: number
  readonly faces: number
  /** Of 95 %. */
  readonly intervals: GroupFigures<Interval>
}

/** Answers of the operations, by name. */
export type DeskAnswers = {
  'review-queue': {
    readonly cards: readonly DeskCard[]
    readonly open: number
    readonly decided: number
    /** How often what was learned is right; null before it suffices. */
    readonly trial: GuessTrial | null
  }
  'review-decide': { readonly card: DeskCard }
  /** Null when there is nothing left to take back. */
  'review-undo': { readonly card: DeskCard | null }
  'review-draw': { readonly card: DeskCard }
  sources: { readonly sources: readonly SourceView[]; readonly contact: string }
  'csv-columns': {
    readonly headers: readonly string[]
    /** The header that each field is taken from unless another is chosen. */
    readonly chosen: Readonly<Record<string, string>>
    readonly fields: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  'import-start': { readonly job: JobView }
  'index-start': { readonly job: JobView }
  jobs: { readonly jobs: readonly JobView[] }
  'job-control': { readonly job: JobView }
  'find-faces': { readonly cards: readonly DeskCard[]; readonly count: number }
  'near-faces': { readonly cards: readonly DeskCard[]; readonly distances: readonly number[] }
  duplicates: { readonly pairs: readonly NearPair[] }
  'sitter-proposals': { readonly pairs: readonly NearPair[] }
  'sitter-answer': Record<string, never>
  categories: {
    readonly categories: readonly {
      readonly id: number
      readonly name: string
      readonly isShown: boolean
      readonly yes: number
      readonly no: number
    }[]
  }
  'category-add': Record<string, never>
  'category-show': Record<string, never>
  'category-remove': Record<string, never>
  'category-next': {
    readonly cards: readonly DeskCard[]
    readonly answered: number
    readonly trial: GuessTrial | null
  }
  'category-answer': Record<string, never>
  'category-undo': { readonly isDone: boolean }
  'missing-groups': {
    readonly probes: readonly {
      readonly file: string
      readonly group: string
      readonly person: string
    }[]
    readonly leftOut: readonly { readonly file: string; readonly reason: string }[]
  }
  'missing-figures': {
    /** The farthest first. */
    readonly groups: readonly GroupNearnessView[]
    readonly csv: string
    readonly howToRead: string
  }
  galleries: { readonly galleries: readonly GalleryView[] }
  'gallery-compare': {
    readonly against: string | null
    readonly added: readonly PortraitLine[]
    readonly removed: readonly PortraitLine[]
    readonly addedCount: number
    readonly removedCount: number
    /** Of so many synthetic probes, how many have another first match. */
    readonly probes: number
    readonly changedFirst: number
    readonly examples: readonly { readonly before: PortraitLine; readonly after: PortraitLine }[]
  }
  'gallery-publish': { readonly job: JobView }
}

/** What every open desk is told as it happens; the namespace is `/desk`. */
export type DeskEvents = {
  /** A face is decided about, or a decision is taken back. */
  'desk:face': (change: { readonly card: DeskCard; readonly by: string }) => void
  'desk:job': (change: { readonly job: JobView }) => void
}

export const DESK_NAMESPACE = '/desk'
/** The request header with the session's token, without which nothing is changed. */
export const DESK_TOKEN_HEADER = 'x-pendant-desk'

/** `GET /desk/session`. */
export type DeskSession = { readonly name: string; readonly token: string; readonly endsAt: string }

export const signInSchema = z.strictObject({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
})
export const firstCuratorSchema = signInSchema.extend({ first: z.string().min(1).max(200) })
