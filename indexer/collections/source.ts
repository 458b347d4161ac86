import type { CrawlPolicy } from '../downloads/host-limiter.ts'
import type { Collection, SourceName } from './collection.ts'

/** What an import asks of a source; the words after `npm run pendant -- import SOURCE`. */
export type SourceRequest = {
  /** Folders, files, addresses, records: see the source's `locations`. */
  readonly locations: readonly string[]
  /** Filters that the source offers, by name; only those in its `filters`. */
  readonly filters: Readonly<Record<string, string>>
  /** Free text; a collection that has searched for it itself says so. */
  readonly query: string | undefined
  /** Root of a mirror of the API, without a trailing slash; undefined for the museum itself. */
  readonly baseUrl: string | undefined
  readonly csv: string | undefined
  /** The curator's column map, not yet parsed. */
  readonly columns: string | undefined
  /** Languages by preference, such as `['en', 'fr']`, for sources that have several. */
  readonly languages: readonly string[]
  /** Names of by-products that are passed over besides the known ones. */
  readonly passOver: readonly string[]
  /** Folders that the files a table names may lie in, besides its own. */
  readonly allowFolders: readonly string[]
}

/** A kind of source: what the command line says of it, and how it is opened. */
export type Source = {
  readonly name: SourceName
  /** One sentence for `--list-sources`. */
  readonly summary: string
  /** What LOCATION may be, for `--list-sources`. */
  readonly locations: string
  /** Commands that work as they stand. */
  readonly examples: readonly string[]
  /** Name and explanation of each filter for `--filter NAME=VALUE`. */
  readonly filters: Readonly<Record<string, string>>
  /** What the source's hosts ask for; hosts not named get the default crawlPolicies. */
  readonly crawlPolicies: readonly CrawlPolicy[]
  /** Checks the request and opens a collection for each location. Throws `CuratorError`. */
  open(request: SourceRequest): Collection[]
}
