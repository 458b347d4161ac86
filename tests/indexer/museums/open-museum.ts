import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Catalogue, openCatalogue } from '../../../indexer/catalogue/catalogue.ts'
import { openDownloads } from '../../../indexer/downloads/downloads.ts'
import type { Clock } from '../../../indexer/downloads/host-limiter.ts'
import { type ImportReport, importCollection } from '../../../indexer/import/import-collection.ts'
import { type ImportOptions, WHOLE } from '../../../indexer/import/import-options.ts'
import { drawnPainting } from '../drawn-paintings.ts'
import { scratchFolder } from '../scratch-folder.ts'
import type { CollectionFormat } from './museum-format.ts'
import { type Exhibit, type MuseumServer, museumServer } from './museum-server.ts'

/** A museum on this machine, and an empty catalogue to bring its works into. */
export interface Museum {
  readonly server: MuseumServer
  readonly catalogue: Catalogue
  /** Imports everything, as the command line does, without waiting between requests. */
  bringIn(options?: Partial<ImportOptions>): Promise<ImportReport>
  /** Pictures asked for, by exhibit. */
  picturesAsked(): Record<string, number>
}

/**
 * So that a request which hangs ends soon. A busy machine may take longer over one that does not.
 */
const IMPATIENT = {
  connectMs: 2000,
  headersMs: 300,
  idleMs: 300,
  documentMs: 5000,
  pictureMs: 5000,
}

/** Waiting takes no time; chance is no chance. */
function clockThatDoesNotWait(): Clock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    async wait(ms, signal) {
      signal.throwIfAborted()
      ahead += ms
    },
    random: () => 0.5,
  }
}

/** Works numbered from 101; those at the positions given keep their rights. */
export async function exhibits(count: number, closed: readonly number[] = []): Promise<Exhibit[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => ({
      id: String(101 + i),
      title: `Portrait of sitter ${i + 1}`,
      artist: `Painter ${(i % 3) + 1}`,
      date: String(1600 + i),
      open: !closed.includes(i),
      changed: '2026-01-01',
      picture: await drawnPainting(i + 1),
    })),
  )
}

/** `isSilent` where its server is going to say nothing to some requests. */
export async function openMuseum(
  format: CollectionFormat,
  works: readonly Exhibit[],
  { isSilent = false } = {},
): Promise<Museum> {
  const scratch = await scratchFolder()
  const server = await museumServer(format.answering, works)
  const catalogue = openCatalogue(join(scratch, 'catalogue.db'), { create: true })
  onTestFinished(() => catalogue.close())
  return {
    server,
    catalogue,
    async bringIn(options = {}) {
      const collection = await format.open(server.origin, server.works, join(scratch, 'files'))
      const signal = options.signal ?? new AbortController().signal
      const downloads = openDownloads({
        folder: join(scratch, 'downloads'),
        crawlPolicies: [],
        allowHosts: ['127.0.0.1'],
        paceMs: 0,
        offline: options.offline ?? false,
        agent: async () => 'Pendant (tests)',
        limitBytes: 1e9,
        isNeeded: (file) => catalogue.works.needsFile(file),
        signal,
        say() {},
        clock: clockThatDoesNotWait(),
        ...(isSilent && { timeLimits: IMPATIENT }),
      })
      try {
        return await importCollection(catalogue, collection, {
          ...WHOLE,
          downloads,
          signal,
          say() {},
          onRecord() {},
          ...options,
        })
      } finally {
        await downloads.close()
      }
    },
    picturesAsked() {
      const asked: Record<string, number> = {}
      for (const { id } of works) {
        const picture = format.picture?.(id)
        if (!picture) continue
        const count = server.asked.filter(({ url }) =>
          picture.test(url.pathname + url.search),
        ).length
        if (count > 0) asked[id] = count
      }
      return asked
    },
  }
}
