import { z } from 'zod'
import {
  DESCRIPTOR_LENGTH,
  parseDescriptor,
  parseDescriptorBytes,
} from '../../embeddings/face/descriptor.ts'
import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import type { Failure } from './failures.ts'
import type { GalleryInfo } from './http.ts'

export const MAX_MATCHES = 24
export const DEFAULT_MATCHES = 5

/**
 * The largest number that a descriptor may hold. A face's numbers lie within ±1, and squared
 * distances to far larger numbers would overflow to Infinity, which JSON cannot express.
 */
export const MAX_DESCRIPTOR_NUMBER = 1000

/** A list whose members are checked one by one, so the message can name the faulty one. */
const unreadNumbersSchema = z.array(z.custom<number>()).max(1024)

/** 128 numbers, or their 512 bytes (little-endian Float32). A kiosk sends bytes. */
const probeDescriptorSchema = z
  .union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer), unreadNumbersSchema], {
    error: `descriptor: ${DESCRIPTOR_LENGTH} numbers, or ${DESCRIPTOR_LENGTH * 4} bytes of little-endian Float32`,
  })
  .transform((value, context) => {
    // JSON writes NaN as null.
    const other = Array.isArray(value) ? value.findIndex((each) => typeof each !== 'number') : -1
    if (other >= 0) {
      context.addIssue(`Number ${other} of the descriptor is no number.`)
      return z.NEVER
    }
    const parsed = Array.isArray(value)
      ? parseDescriptor(value)
      : parseDescriptorBytes(value instanceof ArrayBuffer ? new Uint8Array(value) : value)
    if ('problem' in parsed) {
      context.addIssue(parsed.problem)
      return z.NEVER
    }
    const { descriptor } = parsed
    const far = descriptor.findIndex((number) => Math.abs(number) > MAX_DESCRIPTOR_NUMBER)
    if (far < 0) return descriptor
    context.addIssue(`Number ${far} of the descriptor is beyond ±${MAX_DESCRIPTOR_NUMBER}.`)
    return z.NEVER
  })

/** A kiosk's question: whom does this face resemble? */
export const probeSchema = z.strictObject({
  descriptor: probeDescriptorSchema,
  k: z.int().min(1).max(MAX_MATCHES).default(DEFAULT_MATCHES),
  /** Older clients send it. There is one mode, so nothing reads it. */
  mode: z.enum(['likeness']).default('likeness'),
  /** The embedding space of the descriptor, if the sender knows it: see SPACE_ID. */
  space: z.string().max(200).optional(),
  /** Whether the answer includes the way through the index: see `walk` of the outcome. */
  walk: z.boolean().optional(),
})
/** A probe as the client sends it. */
export type ProbeMessage = z.input<typeof probeSchema>
/** A probe as the server understands it. */
export type Probe = z.output<typeof probeSchema>

/** The most steps of a walk in an answer. */
export const MAX_SEARCH_STEPS = 16

/** A portrait that the search passed, nearer to the probe than all portraits before it. */
export type SearchStep = Pick<
  PortraitMatch,
  'portraitId' | 'workId' | 'title' | 'crop' | 'eyes'
> & {
  /** Distance to the probe in the likeness space, as a match's `adjustedSquaredDistance`. */
  readonly squaredDistance: number
  /** The graph layer on which the search found it. 0 is the lowest, which holds every portrait. */
  readonly level: number
}

export type LookupOutcome =
  | {
      readonly status: 'matched'
      readonly gallery: string
      /**
       * The first match is farther than 99 of 100 first matches here: no likeness (see
       * `similarityBandOf`).
       */
      readonly nothingNear: boolean
      /** The most similar comes first. */
      readonly matches: readonly [PortraitMatch, ...PortraitMatch[]]
      /** From the index's entrance to the first match, if the probe asked for it. */
      readonly walk?: readonly SearchStep[]
    }
  | { readonly status: 'failed'; readonly failure: Failure }

/** Longer ones are no PINs. */
export const MAX_PIN_DIGITS = 10

/** What came of a PIN. While it is paused no PIN is looked at, not even the right one. */
export type PinAnswer = { readonly isRight: boolean; readonly pauseMs: number }

export interface ClientToServerEvents {
  /** Asks whether this is the operator's PIN. */
  'pendant:pin': (pin: string, reply: (answer: PinAnswer) => void) => void
  'pendant:find': (probe: ProbeMessage, reply: (outcome: LookupOutcome) => void) => void
}

/** What a kiosk must know about its server. */
export type ServerInfo = {
  /**
   * The origin of the server for visitors' telephones, to which a kiosk's take-away leads. It is
   * null when none is set; a kiosk then uses its own address, unless that is `localhost`.
   */
  readonly publicUrl: string | null
}

export interface ServerToClientEvents {
  /** The server sends it on connecting, before `pendant:gallery`. */
  'pendant:house': (house: ServerInfo) => void
  /** The server sends it on connecting and at every change of gallery; null means no gallery. */
  'pendant:gallery': (gallery: GalleryInfo | null) => void
}

/** A larger message ends the connection. A probe with all its wrapping takes 700 bytes. */
export const MAX_SOCKET_MESSAGE_BYTES = 4096
