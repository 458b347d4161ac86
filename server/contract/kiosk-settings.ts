import { z } from 'zod'
import { lookSchema } from './look.ts'
import { explainFault, listFaults } from './setting-faults.ts'

const milliseconds = (usual: number) => z.int().min(100).max(3_600_000).default(usual)
/** A BCP 47 tag, such as `cy` or `pt-BR`. */
const languageTag = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'must be a language tag such as "cy" or "pt-BR"')
const share = z.number().min(0).max(1)
const ROTATIONS = [0, 90, 180, 270] as const

/** The limit for sums of a crop's shares. Decimal fractions can add up to a hair more than 1. */
const WHOLE = 1.000_001

/** A kiosk's camera and its mounting. */
const cameraSchema = z.strictObject({
  /** Part of the camera's name in the operator panel; empty takes any camera. */
  name: z.string().max(200).default(''),
  /** Degrees clockwise that turn the camera's picture upright. */
  rotate: z.literal(ROTATIONS, 'must be 0, 90, 180 or 270').default(0),
  /** The part of the upright picture that the kiosk reads, in shares of its width and height. */
  crop: z
    .strictObject({
      left: share.default(0),
      top: share.default(0),
      width: share.min(0.05).default(1),
      height: share.min(0.05).default(1),
    })
    .superRefine(({ left, top, width, height }, context) => {
      const refuse = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: [key], message })
      if (left + width > WHOLE) refuse('width', 'reaches with left beyond the picture’s edge')
      if (top + height > WHOLE) refuse('height', 'reaches with top beyond the picture’s edge')
    })
    .prefault({}),
  /** True shows visitors their mirror image; false shows them as others see them. */
  mirrored: z.boolean().default(true),
})
export type CameraSettings = z.output<typeof cameraSchema>

const settings = {
  /** False turns the mirror off and opens the cabinet instead, as some regions' law requires. */
  faceMode: z.boolean().default(true),
  /** Asks for a signed release before the camera starts, as Illinois and Texas require. */
  release: z.boolean().default(false),
  /** The name on the first screen; empty shows none. */
  museumName: z.string().max(80).default(''),
  /**
   * The labels' name for this kiosk's museum. Only its works are said to hang nearby; empty means
   * all.
   */
  here: z.array(z.string().min(1).max(200)).default([]),
  /**
   * Directions to each room, by its name on labels, in one text or one for each language: `{ "Room
   * 12": "Second floor, left of the stairs" }`.
   */
  rooms: z
    .record(
      z.string(),
      z.union(
        [z.string(), z.record(languageTag, z.string())],
        'must be how to get there, or an object of that by language, such as { "en": "…" }',
      ),
    )
    .default({}),
  /** The language between visits. */
  language: languageTag.default('en'),
  /** The offered languages, in this order; null offers all languages. */
  languages: z.array(languageTag).min(1).nullable().default(null),
  /** Offers two visitors a portrait each, side by side. */
  duet: z.boolean().default(false),
  /** Offers a print of the portrait. */
  print: z.boolean().default(false),
  /** Offers portraits that answer the visitor's movements, if the gallery has a reel. */
  moving: z.boolean().default(true),
  /** Offers an explanation: the parts of the two faces that carry their likeness. */
  why: z.boolean().default(true),
  /** Offers the picture half way between visitor and portrait. */
  poster: z.boolean().default(true),
  /** Offers a view of what the machine computes; `attract` also shows it on passing portraits. */
  machineEye: z
    .enum(['off', 'offered', 'attract'], 'must be "off", "offered" or "attract"')
    .default('offered'),
  /**
   * Offers the flight through the atlas to the visitor's portrait; `attract` also flies over the
   * atlas while nobody is there.
   */
  atlas: z
    .enum(['off', 'offered', 'attract'], 'must be "off", "offered" or "attract"')
    .default('offered'),
  /**
   * Watches with the camera, before anybody has agreed, whether somebody moves before the kiosk:
   * the passing portraits slow down then. No face is looked for.
   */
  attractAnswers: z.boolean().default(false),
  look: lookSchema.prefault({}),
  camera: cameraSchema.prefault({}),
  /** How long each face of the carousel stays. */
  faceHeldMs: milliseconds(3_200),
  /**
   * A visitor who holds still before a settled portrait for this long sees the whole painting; 0
   * never shows it.
   */
  dwellMs: z.int().min(0).max(3_600_000).default(7_000),
  /**
   * A visitor alone who looks aside from a painting for this long is back before the mirror; 0 lets
   * them look where they like.
   */
  lookAsideMs: z.int().min(0).max(3_600_000).default(0),
  /** After this long without a face before the mirror, the visitor counts as gone. */
  walkOffMs: milliseconds(5_000),
  /**
   * After this long without a touch, the kiosk asks, in scenes where the mirror does not follow the
   * visitor.
   */
  idleMs: milliseconds(45_000),
  /**
   * After this long with a face but no touch, the kiosk asks: it may see a picture on the opposite
   * wall.
   */
  mirrorIdleMs: milliseconds(120_000),
  /** The visit ends when the question is unanswered for this long. WCAG 2.2.1 requires 20 s. */
  stillThereMs: milliseconds(20_000),
  goodbyeMs: milliseconds(4_000),
  /** The server may be silent for this long before the kiosk says so. */
  serverGraceMs: milliseconds(4_000),
  /** Wait before the kiosk tries camera, models and pictures again. */
  retryMs: milliseconds(5_000),
  /** Daily time at which the page reloads, by the kiosk's clock; null switches this reload off. */
  renewDaily: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "04:00", or null')
    .nullable()
    .default('04:00'),
}

type Languages = { readonly language: string; readonly languages: readonly string[] | null }

/** Checks that concern several keys together. */
function checkTogether({ language, languages }: Languages, context: z.RefinementCtx): void {
  if (languages === null) return
  if (!languages.includes(language)) {
    context.addIssue({
      code: 'custom',
      path: ['languages'],
      message: `must offer "${language}", which is the language between visits`,
    })
  }
  const twice = languages.find((tag, index) => languages.indexOf(tag) !== index)
  if (twice !== undefined) {
    context.addIssue({ code: 'custom', path: ['languages'], message: `names "${twice}" twice` })
  }
}

/**
 * The museum's settings for its kiosks, in `data/settings.json`. docs/settings.md explains each
 * key. Every key is optional. Unknown keys and values out of bounds are refused. Times are in
 * milliseconds.
 */
export const museumSettingsSchema = z
  .strictObject({
    ...settings,
    operator: z
      .strictObject({
        /** Opens the operator panel; null closes it for good. */
        pin: z
          .string('must be 4 to 10 digits in quotes, such as "2715"')
          .regex(/^\d{4,10}$/, 'must be 4 to 10 digits in quotes, such as "2715"')
          .nullable()
          .default(null),
      })
      .prefault({}),
  })
  .superRefine(checkTogether)

/** The settings for kiosks: in place of the PIN they say whether there is one. */
export const kioskSettingsSchema = z
  .strictObject({
    ...settings,
    operator: z.strictObject({ hasPin: z.boolean().default(false) }).prefault({}),
  })
  .superRefine(checkTogether)
export type KioskSettings = z.output<typeof kioskSettingsSchema>

/** Parses the server's settings, or lists every fault in them, one to a line. */
export function parseKioskSettings(
  json: unknown,
): { settings: KioskSettings } | { problem: string } {
  const parsed = kioskSettingsSchema.safeParse(json, { error: explainFault })
  if (parsed.success) return { settings: parsed.data }
  return { problem: refusal(listFaults(parsed.error)) }
}

/**
 * The message about unusable settings. It lists all faults, so one reading is enough to mend them.
 */
export function refusal(faults: readonly string[]): string {
  return `settings.json is refused:\n${faults.join('\n')}`
}
