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

/** Cuts are written in decimals, whose sums miss 1 by a hair. */
const WHOLE = 1.000_001

/** Which camera a kiosk has, and how it hangs. */
const cameraSchema = z.strictObject({
  /** Part of the name of the camera to use, as the operator's corner lists them; empty takes any. */
  name: z.string().max(200).default(''),
  /** Degrees clockwise by which its picture has to be turned to stand upright. */
  rotate: z.literal(ROTATIONS, 'must be 0, 90, 180 or 270').default(0),
  /** The part of the upright picture that is looked at, in shares of its width and height. */
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
  /** Whether visitors see themselves as in a mirror, or as others see them. */
  mirrored: z.boolean().default(true),
})
export type CameraSettings = z.output<typeof cameraSchema>

/** What a PIN is checked against: PBKDF2 with SHA-256, 32 bytes; salt and key hexadecimal. */
const pinKeySchema = z.strictObject({
  salt: z.string().regex(/^([0-9a-f]{2}){8,}$/),
  rounds: z.int().positive(),
  key: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PinKey = z.output<typeof pinKeySchema>

const settings = {
  /** False turns the mirror off altogether and opens the cabinet instead, as some regions' law wants it. */
  faceMode: z.boolean().default(true),
  /** Asks for a signed release before the camera is lit, as Illinois and Texas want it. */
  release: z.boolean().default(false),
  /** Shown on the first screen; empty shows none. */
  museumName: z.string().max(80).default(''),
  /** What labels call the museum the kiosk stands in: only its works are said to hang nearby. Empty: all. */
  here: z.array(z.string().min(1).max(200)).default([]),
  /** How to get to a room, by what labels call it: `{ "Room 12": "Second floor, left of the stairs" }`, or that by language. */
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
  /** The languages offered, in this order; null offers all there are. */
  languages: z.array(languageTag).min(1).nullable().default(null),
  /** Offers two visitors a portrait each, side by side. */
  duet: z.boolean().default(false),
  /** Offers to print the portrait. */
  print: z.boolean().default(false),
  /** Offers portraits that answer how the visitor moves, where the gallery has a reel. */
  moving: z.boolean().default(true),
  /** Offers to show which parts of two faces carry their likeness. */
  why: z.boolean().default(true),
  /** Offers the picture half way between visitor and portrait. */
  poster: z.boolean().default(true),
  /** Offers to show what the machine computes; `attract` shows it on passing portraits as well. */
  machineEye: z
    .enum(['off', 'offered', 'attract'], 'must be "off", "offered" or "attract"')
    .default('offered'),
  look: lookSchema.prefault({}),
  camera: cameraSchema.prefault({}),
  /** How long each face of the procession is held. */
  faceHeldMs: milliseconds(3_200),
  /** Who holds still before a settled portrait for this long is shown the whole painting; 0 never does. */
  dwellMs: z.int().min(0).max(3_600_000).default(7_000),
  /** No face before the mirror for this long: the visitor has walked off. */
  walkOffMs: milliseconds(5_000),
  /** No touch for this long, where the visitor is not followed by the mirror: ask. */
  idleMs: milliseconds(45_000),
  /** A face but no touch for this long: ask, since it may be a picture on the opposite wall. */
  mirrorIdleMs: milliseconds(120_000),
  /** How long the question stands before the visit ends; WCAG 2.2.1 asks for 20 s. */
  stillThereMs: milliseconds(20_000),
  goodbyeMs: milliseconds(4_000),
  /** The server may be silent for this long before anybody is told. */
  serverGraceMs: milliseconds(4_000),
  /** How soon camera, models and pictures are tried again. */
  retryMs: milliseconds(5_000),
  /** When, by the kiosk's clock, the page loads itself anew each day; null never does for the day's sake. */
  renewDaily: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "04:00", or null')
    .nullable()
    .default('04:00'),
}

type Languages = { readonly language: string; readonly languages: readonly string[] | null }

/** What no key can tell by itself. */
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
 * What a museum may set for its kiosks, in `data/settings.json`; docs/settings.md explains each key.
 * Every key may be left out; one that is not known, or a value out of bounds, is refused. Times are
 * in milliseconds.
 */
export const museumSettingsSchema = z
  .strictObject({
    ...settings,
    operator: z
      .strictObject({
        /** Opens the operator's corner; null closes it for good. */
        pin: z
          .string('must be 4 to 10 digits in quotes, such as "2715"')
          .regex(/^\d{4,10}$/, 'must be 4 to 10 digits in quotes, such as "2715"')
          .nullable()
          .default(null),
      })
      .prefault({}),
  })
  .superRefine(checkTogether)

/** The same as the server hands it to kiosks: in place of the PIN, what one is checked against. */
export const kioskSettingsSchema = z
  .strictObject({
    ...settings,
    operator: z.strictObject({ pinKey: pinKeySchema.nullable().default(null) }).prefault({}),
  })
  .superRefine(checkTogether)
export type KioskSettings = z.output<typeof kioskSettingsSchema>

/** What the server sent, or every fault in it, one to a line. */
export function parseKioskSettings(
  json: unknown,
): { settings: KioskSettings } | { problem: string } {
  const parsed = kioskSettingsSchema.safeParse(json, { error: explainFault })
  if (parsed.success) return { settings: parsed.data }
  return { problem: refusal(listFaults(parsed.error)) }
}

/** What is said of settings that cannot be used: all at once, since whoever repairs them reads it once. */
export function refusal(faults: readonly string[]): string {
  return `settings.json is refused:\n${faults.join('\n')}`
}
