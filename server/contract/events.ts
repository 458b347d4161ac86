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
 * A number beyond this is no part of a face's descriptor (theirs lie within ±1), and squared
 * distances to such numbers would overflow to an Infinity that JSON cannot say.
 */
export const MAX_DESCRIPTOR_NUMBER = 1000

/** A list whose members are looked at one by one, so that the one that is no number can be told. */
const unreadNumbersSchema = z.array(z.custom<number>()).max(1024)

/** 128 numbers, or their 512 bytes (little-endian Float32): bytes are what a kiosk sends. */
const probeDescriptorSchema = z
  .union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer), unreadNumbersSchema], {
    error: `descriptor: ${DESCRIPTOR_LENGTH} numbers, or ${DESCRIPTOR_LENGTH * 4} bytes of little-endian Float32`,
  })
  .transform((value, context) => {
    // NaN comes as null: JSON writes it so.
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

/** What a kiosk asks: whom does this face resemble? */
export const probeSchema = z.strictObject({
  descriptor: probeDescriptorSchema,
  k: z.int().min(1).max(MAX_MATCHES).default(DEFAULT_MATCHES),
  mode: z.enum(['likeness']).default('likeness'),
  /** The embedding space of the descriptor, where the sender knows: see SPACE_ID. */
  space: z.string().max(200).optional(),
  /** Whether the way through the index is told as well: see `walk` of the outcome. */
  walk: z.boolean().optional(),
})
/** As it is sent. */
export type ProbeMessage = z.input<typeof probeSchema>
/** As it is understood. */
export type Probe = z.output<typeof probeSchema>

/** The most steps of a walk that are told. */
export const MAX_WALK_STEPS = 16

/** A portrait that the search passed, nearer to the probe than all it had looked at before. */
export type WalkStep = Pick<PortraitMatch, 'portraitId' | 'workId' | 'title' | 'crop' | 'eyes'> & {
  /** From the probe, in the gallery's likeness space: what a match calls `adjustedSquaredDistance`. */
  readonly squaredDistance: number
  /** The layer of the index's graph on which it was found: 0 is the lowest, where everybody stands. */
  readonly level: number
}

export type LookupOutcome =
  | {
      readonly status: 'matched'
      readonly gallery: string
      /** The first match is farther than 99 of 100 first matches here: no likeness (see `nearnessOf`). */
      readonly nothingNear: boolean
      /** The most like first. */
      readonly matches: readonly [PortraitMatch, ...PortraitMatch[]]
      /** From the index's entrance to the first match, where the probe asked for it. */
      readonly walk?: readonly WalkStep[]
    }
  | { readonly status: 'failed'; readonly failure: Failure }

export interface ClientToServerEvents {
  'pendant:find': (probe: ProbeMessage, reply: (outcome: LookupOutcome) => void) => void
}

/** What a kiosk has to know of the house it stands in. */
export type HouseInfo = {
  /**
   * The origin at which visitors' telephones reach the server: what a kiosk's take-away leads to. Null
   * where none is set; the kiosk's own address will do where that is not `localhost`.
   */
  readonly publicUrl: string | null
}

export interface ServerToClientEvents {
  /** Sent on connecting, before `pendant:gallery`. */
  'pendant:house': (house: HouseInfo) => void
  /** Sent on connecting and whenever another gallery is served; null while there is none. */
  'pendant:gallery': (gallery: GalleryInfo | null) => void
}

/** A message larger than this ends the connection: a probe with all its wrapping takes 700 bytes. */
export const MAX_SOCKET_MESSAGE_BYTES = 4096
