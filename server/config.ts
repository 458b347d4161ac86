import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { postgresUrlFault } from '../embeddings/store/choose-index-store.ts'
import type { MetricsAddress } from './metrics.ts'
import type { Limits, Rate } from './web/allowance.ts'
import { type ApiKey, parseKeyFile, parseKeyList } from './web/api-keys.ts'
import type { CorsOrigins } from './web/cors.ts'
import { LOG_LEVELS, type LogLevel } from './web/logger.ts'
import type { TlsFiles } from './web/tls.ts'

export type Config = {
  readonly host: string
  readonly port: number
  /** Folder of galleries and media. */
  readonly data: string
  /** The database that galleries are searched in; null for their own files. */
  readonly postgresUrl: string | null
  /** The folder, `s3://` or `https://` address that newer galleries are fetched from, or null. */
  readonly gallerySource: string | null
  /** Where `/metrics` is served, beside the server's own port; null for nowhere. */
  readonly metrics: MetricsAddress | null
  /** Folder of the built kiosk. */
  readonly kiosk: string
  readonly logLevel: LogLevel
  readonly limits: Limits
  /** Reads uploaded pictures for matching. Without a worker the server takes none. */
  readonly pictures: { readonly workers: number }
  readonly desk: DeskReach
} & Access

/** From where the curator's desk can be opened: this machine alone by default. */
export type DeskReach = 'this machine' | 'everywhere' | 'nowhere'

/**
 * Who may ask, from where and at which address, and how the connection is secured. By default the
 * server is open to everybody over plain http.
 */
export type Access = {
  /** The keys for other programs. Without keys, programs need none. */
  readonly keys: readonly ApiKey[]
  /** Other origins whose pages may read the API. */
  readonly corsOrigins: CorsOrigins
  /**
   * The origin of the server for visitors' telephones, such as `https://pendant.museum.example`.
   */
  readonly publicUrl: string | null
  /** The certificate for https; null for plain http. */
  readonly tls: TlsFiles | null
  /** How long browsers must use https only; 0 sets no such rule. */
  readonly hstsSeconds: number
}

/** A burst is two seconds' worth, so a kiosk that was held up can catch up. */
const BURST_SECONDS = 2

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))

const file = z.string().transform((path) => (path === '' ? null : resolve(path)))

/** Reads keys from a setting with the given parser; an empty setting holds none. */
const keys = (parse: (given: string) => { keys: ApiKey[] } | { problem: string }) =>
  z.string().transform((given, context): ApiKey[] => {
    if (given === '') return []
    const parsed = parse(given)
    if ('keys' in parsed) return parsed.keys
    context.addIssue(parsed.problem)
    return z.NEVER
  })

function readKeyFile(path: string): { keys: ApiKey[] } | { problem: string } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return { problem: `must be a file that can be read (${(error as NodeJS.ErrnoException).code})` }
  }
  return parseKeyFile(text)
}

const ORIGINS = 'must be * or origins such as https://museum.example, separated by commas'
const origins = z.string().transform((given, context): CorsOrigins => {
  if (given === '*') return '*'
  const named = given
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')
  if (named.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) {
    return named
  }
  context.addIssue(ORIGINS)
  return z.NEVER
})

const ADDRESS =
  'must be an address such as https://pendant.museum.example, with nothing after the host'
const publicAddress = z.string().transform((given, context): string | null => {
  if (given === '') return null
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  context.addIssue(ADDRESS)
  return z.NEVER
})

const DESK_REACH = { local: 'this machine', 1: 'everywhere', 0: 'nowhere' } as const

const postgresAddress = z.string().transform((given, context): string | null => {
  const fault = given === '' ? undefined : postgresUrlFault(given)
  if (fault === undefined) return given || null
  context.addIssue(fault)
  return z.NEVER
})

const METRICS = 'must be an address and a port such as 127.0.0.1:9464'
const metricsAddress = z.string().transform((given, context): MetricsAddress | null => {
  if (given === '') return null
  const [, host = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(given) ?? []
  const port = Number(digits)
  if (host !== '' && port <= 65_535) return { host: host.replace(/^\[(.*)\]$/, '$1'), port }
  context.addIssue(METRICS)
  return z.NEVER
})

/** Every setting of the server: an environment variable, its meaning and its default. */
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
  PENDANT_POSTGRES_URL: {
    means:
      'the PostgreSQL database with pgvector that galleries are searched in, for the server and for pendant publish; several, separated by commas, keep a part each; without it, each gallery is searched in its own file',
    fallback: '',
    schema: postgresAddress,
    secret: true,
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
  PENDANT_GALLERY_SOURCE: {
    means:
      'where galleries are fetched from that "pendant publish --to" has put there: a folder, s3://bucket/prefix or an https:// address; without it, galleries come from the data folder alone',
    fallback: '',
    schema: z.string().transform((given) => given || null),
  },
  PENDANT_METRICS: {
    means:
      'the address and port, such as 127.0.0.1:9464, at which /metrics answers Prometheus; it is for the museum alone',
    fallback: '',
    schema: metricsAddress,
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
  PENDANT_PICTURE_WORKERS: {
    means:
      'how many pictures sent to /api/v1/match are looked at at once, each by a worker and a process of some 400 MB together that start with the first picture; 0 takes no pictures, only descriptors',
    fallback: '1',
    schema: whole(0, 16),
  },
  PENDANT_DESK: {
    means:
      "from where the curator's desk can be opened: 1 from everywhere, 0 from nowhere, local from this machine alone",
    fallback: 'local',
    schema: z
      .enum(['local', '1', '0'], 'must be local, 1 or 0')
      .transform((given): DeskReach => DESK_REACH[given]),
  },
  PENDANT_KEY_REQUESTS_PER_SECOND: {
    means: 'look-ups a second over HTTP that one API key may ask for',
    fallback: '100',
    schema: whole(1, 100_000),
  },
  PENDANT_CONNECTIONS_PER_ADDRESS: {
    means: 'sockets that one address may hold open',
    fallback: '256',
    schema: whole(1, 100_000),
  },
  PENDANT_OPEN_REQUESTS_PER_ADDRESS: {
    means: 'answers over HTTP that may be on their way to one address at once',
    fallback: '512',
    schema: whole(1, 100_000),
  },
  PENDANT_TRUSTED_PROXIES: {
    means: 'how many proxies of your own stand before the server and set X-Forwarded-For',
    fallback: '0',
    schema: whole(0, 10),
  },
  PENDANT_API_KEYS: {
    means:
      'the keys, separated by commas, of which other programs need one for look-ups; without any, all may ask',
    fallback: '',
    schema: keys(parseKeyList),
    secret: true,
  },
  PENDANT_API_KEYS_FILE: {
    means: 'a file of such keys in place of PENDANT_API_KEYS, a line each as name=key',
    fallback: '',
    schema: keys(readKeyFile),
  },
  PENDANT_CORS_ORIGINS: {
    means:
      "the origins, separated by commas, whose pages may read the API beside the museum's own, or * for all",
    fallback: '',
    schema: origins,
  },
  PENDANT_PUBLIC_URL: {
    means:
      "the address at which visitors' telephones reach the server: the kiosk's take-away leads there; without it, to wherever the kiosk's own page came from",
    fallback: '',
    schema: publicAddress,
  },
  PENDANT_TLS_CERT: {
    means: 'the file of the certificate, and those it hangs on, to serve https with',
    fallback: '',
    schema: file,
  },
  PENDANT_TLS_KEY: {
    means: "the file of that certificate's private key",
    fallback: '',
    schema: file,
  },
  PENDANT_HSTS_SECONDS: {
    means: 'for how long browsers are told to come back by https alone; 0 does not tell them',
    fallback: '0',
    schema: whole(0, 63_072_000),
  },
} as const satisfies Record<string, Setting>

type Setting = {
  readonly means: string
  readonly fallback: string
  readonly schema: z.ZodType<unknown, string>
  /** The value is never quoted. */
  readonly secret?: true
}

/**
 * Parses the settings, or lists everything that is wrong with them, one line each. An empty
 * variable counts as unset, because Compose files and service managers pass it that way.
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: string[] } {
  const problems: string[] = []
  function read<Name extends keyof typeof SETTINGS>(
    name: Name,
  ): z.output<(typeof SETTINGS)[Name]['schema']> {
    const { schema, means, fallback, secret }: Setting = SETTINGS[name]
    const given = environment[name]?.trim() || fallback
    const parsed = schema.safeParse(given)
    if (parsed.success) return parsed.data as z.output<(typeof SETTINGS)[Name]['schema']>
    const wrong = parsed.error.issues.map(({ message }) => message).join(', ')
    const quoted = secret ? `${name} is set, but` : `${name} is "${given}":`
    problems.push(`${quoted} it ${wrong}. It is ${means}; ${fallback || 'nothing'} when unset.`)
    return schema.parse(fallback) as z.output<(typeof SETTINGS)[Name]['schema']>
  }
  const [cert, key] = [read('PENDANT_TLS_CERT'), read('PENDANT_TLS_KEY')]
  if ((cert === null) !== (key === null)) {
    const [set, unset] = cert ? ['CERT', 'KEY'] : ['KEY', 'CERT']
    problems.push(
      `PENDANT_TLS_${set} is set and PENDANT_TLS_${unset} is not: https takes both, http neither.`,
    )
  }
  const [listed, filed] = [read('PENDANT_API_KEYS'), read('PENDANT_API_KEYS_FILE')]
  if (listed.length > 0 && filed.length > 0) {
    problems.push(
      'PENDANT_API_KEYS and PENDANT_API_KEYS_FILE are both set: keys come from one of them.',
    )
  }
  const rate = (perSecond: number): Rate => ({ perSecond, burst: perSecond * BURST_SECONDS })
  const config: Config = {
    port: read('PORT'),
    host: read('HOST'),
    data: read('PENDANT_DATA'),
    postgresUrl: read('PENDANT_POSTGRES_URL'),
    gallerySource: read('PENDANT_GALLERY_SOURCE'),
    metrics: read('PENDANT_METRICS'),
    kiosk: read('PENDANT_KIOSK'),
    logLevel: read('PENDANT_LOG_LEVEL'),
    limits: {
      probesPerSocket: rate(read('PENDANT_PROBES_PER_SECOND')),
      requestsPerAddress: rate(read('PENDANT_REQUESTS_PER_SECOND')),
      requestsPerKey: rate(read('PENDANT_KEY_REQUESTS_PER_SECOND')),
      connectionsPerAddress: read('PENDANT_CONNECTIONS_PER_ADDRESS'),
      openRequestsPerAddress: read('PENDANT_OPEN_REQUESTS_PER_ADDRESS'),
      trustedProxies: read('PENDANT_TRUSTED_PROXIES'),
    },
    pictures: { workers: read('PENDANT_PICTURE_WORKERS') },
    desk: read('PENDANT_DESK'),
    keys: [...listed, ...filed],
    corsOrigins: read('PENDANT_CORS_ORIGINS'),
    publicUrl: read('PENDANT_PUBLIC_URL'),
    tls: cert !== null && key !== null ? { cert, key } : null,
    hstsSeconds: read('PENDANT_HSTS_SECONDS'),
  }
  return problems.length > 0 ? { problems } : { config }
}
