import type { Downloads } from '../downloads/downloads.ts'
import type { RightsPolicy } from '../rights/rights-policy.ts'
import { type LocalPictures, NO_LOCAL_PICTURES } from './local-pictures.ts'

/** What of a collection is to come in, how, and who is told. */
export type ImportOptions = {
  /** Works at most. */
  readonly limit: number | undefined
  /** Only works with this in their title, artist or path, whatever the case. */
  readonly query: string | undefined
  /** Only works whose record or picture has changed since, as far as the source can tell. */
  readonly since: Date | undefined
  /** Languages of the labels: an import in others does not rely on this one's. */
  readonly languages: readonly string[]
  /** Which works of other people's come in. */
  readonly rights: RightsPolicy
  /** Look and count, change nothing; no picture is fetched but those of samples. */
  readonly dryRun: boolean
  /** Of a dry run: fetch the pictures of the works that it shows. The import then has them. */
  readonly samplePictures: boolean
  readonly downloads: Downloads
  readonly localPictures: LocalPictures
  /** Ask for each picture whether it has changed, even where its record says nothing of it. */
  readonly recheck: boolean
  /** Only what the cache holds is read: nothing is taken to have gone. */
  readonly offline: boolean
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  /** Told after every record. */
  readonly onRecord: () => void
}

/** All of a collection, as a curator's own files come in. */
export const WHOLE = {
  limit: undefined,
  query: undefined,
  since: undefined,
  languages: [],
  rights: { allowed: [], held: undefined },
  dryRun: false,
  samplePictures: false,
  localPictures: NO_LOCAL_PICTURES,
  recheck: false,
  offline: false,
} as const satisfies Partial<ImportOptions>
