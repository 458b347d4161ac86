import { z } from 'zod'
import { LANGUAGE_CODES } from '../messages/languages.ts'

const milliseconds = (usual: number) => z.int().min(100).max(3_600_000).default(usual)

/**
 * What a museum may set, in `/settings.json` beside the page. Every key may be left out; a key that
 * is not known, or a value out of bounds, is refused.
 */
const settingsSchema = z.strictObject({
  /** Shown on the first screen; empty shows none. */
  museumName: z.string().max(80).default(''),
  /** The language between visits. */
  language: z.enum(LANGUAGE_CODES).default('en'),
  /** False turns the mirror off altogether and opens the cabinet instead. */
  faceMode: z.boolean().default(true),
  /** How long each face of the procession is held. */
  faceHeldMs: milliseconds(3_200),
  /** No face before the mirror for this long: the visitor has walked off. */
  walkOffMs: milliseconds(5_000),
  /** No touch for this long, where the visitor is not followed by the mirror: ask. */
  idleMs: milliseconds(45_000),
  /** A face but no touch for this long: ask, since it may be a picture on the opposite wall. */
  mirrorIdleMs: milliseconds(120_000),
  /** How long the question stands before the visit ends. */
  stillThereMs: milliseconds(15_000),
  goodbyeMs: milliseconds(4_000),
  /** The server may be silent for this long before anybody is told. */
  serverGraceMs: milliseconds(4_000),
  /** How soon camera, models and pictures are tried again. */
  retryMs: milliseconds(5_000),
})
export type Settings = z.output<typeof settingsSchema>

/** What holds where a museum sets nothing. */
export const USUAL_SETTINGS: Settings = settingsSchema.parse({})

/** The settings in a parsed file, or every fault in it, one to a line. */
export function parseSettings(json: unknown): { settings: Settings } | { problem: string } {
  const parsed = settingsSchema.safeParse(json)
  if (parsed.success) return { settings: parsed.data }
  const faults = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return { problem: `settings.json is refused:\n${faults.join('\n')}` }
}
