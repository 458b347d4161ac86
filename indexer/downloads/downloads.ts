import { setMaxListeners } from 'node:events'
import { resolve as absolute } from 'node:path'
import { INDEXING_LIMITS } from '../../embeddings/node/decode-image.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { addressGuard, type Resolve, resolveBySystem } from './address-guard.ts'
import { damagedCache, openCacheDatabase } from './cache-database.ts'
import { cacheFolder } from './cache-folder.ts'
import { documentCache } from './document-cache.ts'
import type { DocumentReader } from './document-reader.ts'
import { cachedDocuments } from './fetch-document.ts'
import { fetchPicture, type PictureOutcome } from './fetch-picture.ts'
import { type Clock, type CrawlPolicy, hostLimiters, systemClock } from './host-limiter.ts'
import { pictureCache } from './picture-cache.ts'
import { picturePart } from './picture-part.ts'
import type { Figures } from './reply.ts'
import { bytesKept, type Trimmed, trimCache } from './trim-cache.ts'
import {
  type AgentName,
  introductions,
  openConnections,
  type ProxyFor,
  TIME_LIMITS,
  type TimeLimits,
  type Web,
} from './web.ts'

export type DownloadsOptions = {
  /** Where documents and pictures are kept: `data/downloads`. */
  readonly folder: string
  readonly crawlPolicies: readonly CrawlPolicy[]
  /** Hosts that may be private: "127.0.0.1", "museum.local", perhaps with ":port". */
  readonly allowHosts: readonly string[]
  /** Milliseconds between requests to a host in allowHosts; undefined takes its policy. */
  readonly paceMs: number | undefined
  /** Only what the cache holds; nothing is asked. */
  readonly offline: boolean
  /** User agent; its contact is needed for every host that is not in allowHosts. */
  readonly agent: AgentName
  /** Of pictures and documents together. */
  readonly limitBytes: number
  /** Pictures of more are not kept; default: 100. */
  readonly maxMegapixels?: number
  /** Whether a picture file must stay in the cache, as a work has yet to be described. */
  readonly isNeeded: (file: string) => boolean
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  readonly clock?: Clock
  readonly timeLimits?: TimeLimits
  /** All the addresses of a name; default: as the system knows them. */
  readonly resolve?: Resolve
  /** The proxy for an address; default: none. */
  readonly proxyFor?: ProxyFor
}

/** Documents and pictures of the web, fetched at their hosts' pace and kept. */
export interface Downloads {
  /** Reads documents. Those fetched since `freshSince` are not asked for again. */
  documents(freshSince: Date): DocumentReader
  /**
   * Fetches a picture: the first of the addresses that gives one. With `freshSince`, one fetched
   * since is not asked for again. Throws only `Interrupted`, and what `agent` throws.
   */
  picture(urls: readonly string[], options?: { freshSince?: Date }): Promise<PictureOutcome>
  /** Drops what was not used for longest until the cache is within its limit. */
  trim(): Promise<Trimmed>
  /** Of this run so far. */
  readonly figures: Readonly<Figures>
  /** Whether the cache is above its limit with pictures that still have to be described. */
  readonly full: boolean
  /** Ends what is under way. */
  close(): Promise<void>
}

/** Pictures stored from one trimming by itself to the next. */
const STORED_BETWEEN_TRIMS = 200
/** The number of latest pictures that stay: the caller may not have noted them yet. */
const LATEST = 64

/** Opens the way to the web through the cache. Throws `CuratorError` when the cache is damaged. */
export function openDownloads(options: DownloadsOptions): Downloads {
  const { limitBytes, isNeeded, offline, timeLimits = TIME_LIMITS, clock = systemClock } = options
  const folder = cacheFolder(absolute(options.folder))
  const database = openCacheDatabase(folder.database)
  const { signal, stop, forget } = stoppedBy(options.signal)
  const guard = addressGuard(options.allowHosts)
  const figures: Figures = { requests: 0, bytes: 0, fromCache: 0 }
  const web: Web = {
    guard,
    limiter: hostLimiters(options.crawlPolicies, guard, options.paceMs, {
      clock,
      signal,
      say: options.say,
    }),
    introduction: introductions(guard, options.agent),
    connections: openConnections(
      options.resolve ?? resolveBySystem,
      timeLimits,
      options.proxyFor ?? (() => ''),
    ),
    clock,
    figures,
    timeLimits,
    signal,
  }
  /** What is under way: the database is not closed under it. */
  const working = new Set<Promise<unknown>>()
  const mended = async <T>(work: () => Promise<T>): Promise<T> => {
    const ending = work()
    working.add(ending)
    try {
      return await ending
    } catch (error) {
      throw damagedCache(error, folder.database) ?? error
    } finally {
      working.delete(ending)
    }
  }
  const trim = (spared: ReadonlySet<string>): Promise<Trimmed> =>
    trimCache({
      database,
      folder,
      limitBytes,
      isNeeded: (file) => spared.has(file) || isNeeded(file),
      now: clock.now(),
    })

  let bytes = bytesKept(database)
  let full = false
  let storedSinceTrim = STORED_BETWEEN_TRIMS
  const latest: string[] = []
  const noteStored = async (file: string, fileBytes: number): Promise<void> => {
    latest.push(file)
    if (latest.length > LATEST) latest.shift()
    bytes += fileBytes
    storedSinceTrim += 1
    if (bytes <= limitBytes || storedSinceTrim < STORED_BETWEEN_TRIMS) return
    storedSinceTrim = 0
    bytes = (await trim(new Set(latest))).bytes
    full = bytes > limitBytes
  }

  const documents = { web, cache: documentCache(database), offline }
  const pictures = {
    web,
    cache: pictureCache(database, folder),
    folder,
    takePart: (url: string) => picturePart(database, folder, url),
    offline,
    maxMegapixels: options.maxMegapixels ?? INDEXING_LIMITS.maxMegapixels,
    stored: noteStored,
  }

  /** Two works with one picture, asked for at the same time, share its download. */
  const underWay = new Map<string, Promise<PictureOutcome>>()
  const pictureAt = (address: string, freshSince: Date | undefined): Promise<PictureOutcome> => {
    const url = withoutFragment(address)
    const already = underWay.get(url)
    if (already) return already
    const fetching = fetchPicture(pictures, url, freshSince).finally(() => underWay.delete(url))
    underWay.set(url, fetching)
    return fetching
  }

  return {
    documents: (freshSince) => {
      const reader = cachedDocuments(documents, freshSince)
      return { ...reader, read: (url, request) => mended(() => reader.read(url, request)) }
    },
    picture: (urls, { freshSince } = {}) =>
      mended(async () => {
        const problems: string[] = []
        for (const url of urls) {
          const outcome = await pictureAt(url, freshSince)
          if (outcome.status === 'stored') return outcome
          problems.push(outcome.problem)
        }
        return { status: 'failed', problem: problems.join('; ') || 'it has no address' }
      }),
    trim: () => mended(() => trim(new Set())),
    figures,
    get full() {
      return full
    },
    async close() {
      stop()
      forget()
      await Promise.allSettled(working)
      await web.connections.close()
      database.close()
    },
  }
}

/** A fragment is the reader's own business, and nothing that a server is asked for. */
function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '')
}

/** A signal that follows another, for many listeners. Its reason is an `Interrupted`. */
function stoppedBy(outer: AbortSignal): {
  signal: AbortSignal
  stop: () => void
  forget: () => void
} {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  const stop = (): void =>
    controller.abort(new Interrupted('Stopped; what was downloaded is kept for the next time.'))
  if (outer.aborted) stop()
  outer.addEventListener('abort', stop)
  return { signal: controller.signal, stop, forget: () => outer.removeEventListener('abort', stop) }
}

/** For collections of files alone: asks nobody for anything. */
export function noDownloads(): Downloads {
  const problem = 'nothing is fetched from the web here'
  return {
    documents: () => ({
      read: async () => ({ status: 'failed', problem }),
      forget() {},
    }),
    picture: async () => ({ status: 'failed', problem }),
    trim: async () => ({ droppedDocuments: 0, droppedPictures: 0, bytes: 0, limitBytes: 0 }),
    figures: { requests: 0, bytes: 0, fromCache: 0 },
    full: false,
    close: async () => undefined,
  }
}
