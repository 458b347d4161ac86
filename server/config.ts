import { resolve } from 'node:path'
import { z } from 'zod'
import { LOG_LEVELS, type LogLevel } from './logger.ts'
import type { Rate } from './lookup/allowance.ts'

export type Config = {
  readonly host: string
  readonly port: number
  /** Folder of galleries and media. */
  readonly data: string
  /** Folder of the built kiosk. */
  readonly kiosk: string
  readonly logLevel: LogLevel
  readonly limits: Limits
}

/** What one party may ask of the server. */
export type Limits = {
  /** Look-ups on one socket. */
  readonly probesPerSocket: Rate
  /** Look-ups over HTTP from one address. */
  readonly requestsPerAddress: Rate
  readonly connectionsPerAddress: number
  /** Proxies of one's own between the server and its clients; see `clientAddress`. */
  readonly trustedProxies: number
}

/** A second's worth may come at once, and one more: a kiosk that was held up catches up. */
const BURST_SECONDS = 2

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))

/** Every setting of the server: an environment variable, what it means, and what it is when unset. */
export const SETTINGS = {
  PORT: {
    means: 'the TCP port to listen on; 0 takes any free one',
    fallback: '8080',
    schema: whole(0, 65_535),
  },
  HOST: {
    means:
      'the address to listen on; the default is reached from this machine alone, 0.0.0.0 from all of the network (browsers open a camera only on localhost or behind HTTPS)',
    fallback: '127.0.0.1',
    schema: z.string(),
  },
  PENDANT_DATA: {
    means: 'the folder of galleries and pictures',
    fallback: 'data',
    schema: z.string().transform((folder) => resolve(folder)),
  },
  PENDANT_KIOSK: {
    means: 'the folder of the built kiosk',
    fallback: 'dist/kiosk',
    schema: z.string().transform((folder) => resolve(folder)),
  },
  PENDANT_LOG_LEVEL: {
    means: `how much is logged: ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
    schema: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
  },
  PENDANT_PROBES_PER_SECOND: {
    means: 'look-ups a second that one kiosk may ask for',
    fallback: '40',
    schema: whole(1, 100_000),
  },
  PENDANT_REQUESTS_PER_SECOND: {
    means: 'look-ups a second over HTTP that one address may ask for',
    fallback: '100',
    schema: whole(1, 100_000),
  },
  PENDANT_CONNECTIONS_PER_ADDRESS: {
    means: 'sockets that one address may hold open',
    fallback: '64',
    schema: whole(1, 100_000),
  },
  PENDANT_TRUSTED_PROXIES: {
    means: 'how many proxies of your own stand before the server and set X-Forwarded-For',
    fallback: '0',
    schema: whole(0, 10),
  },
} as const

/**
 * The settings, or all that is wrong with them, a line each. A variable set to nothing counts as
 * unset, since that is how Compose files and service managers pass an empty one.
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: string[] } {
  const problems: string[] = []
  function read<Name extends keyof typeof SETTINGS>(
    name: Name,
  ): z.output<(typeof SETTINGS)[Name]['schema']> {
    const { schema, means, fallback } = SETTINGS[name]
    const given = environment[name]?.trim() || fallback
    const parsed = schema.safeParse(given)
    if (parsed.success) return parsed.data as z.output<(typeof SETTINGS)[Name]['schema']>
    const wrong = parsed.error.issues.map(({ message }) => message).join(', ')
    problems.push(`${name} is "${given}": it ${wrong}. It is ${means}; ${fallback} when unset.`)
    return schema.parse(fallback) as z.output<(typeof SETTINGS)[Name]['schema']>
  }
  const rate = (perSecond: number): Rate => ({ perSecond, burst: perSecond * BURST_SECONDS })
  const config: Config = {
    port: read('PORT'),
    host: read('HOST'),
    data: read('PENDANT_DATA'),
    kiosk: read('PENDANT_KIOSK'),
    logLevel: read('PENDANT_LOG_LEVEL'),
    limits: {
      probesPerSocket: rate(read('PENDANT_PROBES_PER_SECOND')),
      requestsPerAddress: rate(read('PENDANT_REQUESTS_PER_SECOND')),
      connectionsPerAddress: read('PENDANT_CONNECTIONS_PER_ADDRESS'),
      trustedProxies: read('PENDANT_TRUSTED_PROXIES'),
    },
  }
  return problems.length > 0 ? { problems } : { config }
}
