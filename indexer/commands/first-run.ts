import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { openCatalogue } from '../catalogue/catalogue.ts'
import { csvCollection } from '../collections/csv/csv.ts'
import { noDownloads } from '../downloads/no-downloads.ts'
import { indexCollection } from '../gallery/index-collection.ts'
import { builtInCsv } from '../import/built-in-collection.ts'
import { importCollection } from '../import/import-collection.ts'
import { WHOLE } from '../import/import-options.ts'
import { paintCollection } from '../invented-sitters/paint-collection.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { type ProgressDisplay, showProgress } from '../terminal/progress.ts'

/** How the first run ended: the gallery that is published now, and whether it had to be made. */
type FirstRunReport = { readonly gallery: string | null; readonly prepared: boolean }

export function registerFirstRunCommand(program: Command, context: CommandContext): void {
  program
    .command('first-run')
    .description(
      'where no gallery is published that can be served: paint the built-in collection of invented sitters and publish it',
    )
    .action(async () => {
      const paths = context.paths()
      const published = (await listGalleries(paths)).find(({ current }) => current)
      if (published && 'manifest' in published) {
        const report: FirstRunReport = { gallery: published.id, prepared: false }
        context.answer(report, [])
        return
      }
      const why = published
        ? `The published gallery ${published.id} cannot be served: ${published.problem}`
        : 'No gallery is published'
      if (hasWorksOfItsOwn(paths)) {
        const report: FirstRunReport = { gallery: null, prepared: false }
        context.answer(report, [
          `${why}. The catalogue has works; make a gallery of them: npm run pendant -- index`,
        ])
        return
      }
      context.say(
        `${why}: painting the built-in collection, once. Bring in paintings of your own with: npm run pendant -- import folder DIR`,
      )
      const csv = await paintSitters(dirname(builtInCsv(paths)), context)
      const gallery = await hangSitters(csv, context)
      const report: FirstRunReport = { gallery, prepared: true }
      context.answer(report, [`The built-in collection hangs: gallery ${gallery}.`])
    })
}

/** Whether a curator has brought works in and only has to index them. */
function hasWorksOfItsOwn(paths: DataPaths): boolean {
  if (!existsSync(paths.catalogue)) return false
  const catalogue = openCatalogue(paths.catalogue, { create: false })
  try {
    return catalogue.works.all().some(({ location }) => location !== builtInCsv(paths))
  } finally {
    catalogue.close()
  }
}

async function paintSitters(folder: string, { progress, signal }: CommandContext): Promise<string> {
  let display: ProgressDisplay | undefined
  try {
    const { csv } = await paintCollection(folder, {
      signal,
      onPainted({ painted, total }) {
        // The first told of is one of those that were missing.
        display ??= showProgress(progress, 'Painting', total - painted + 1)
        display.advance()
      },
    })
    return csv
  } catch (error) {
    if (signal.aborted) {
      throw new Interrupted('Stopped while painting; what is painted is kept for the next time.')
    }
    throw error
  } finally {
    display?.finish()
  }
}

async function hangSitters(csv: string, context: CommandContext): Promise<string> {
  const paths = context.paths()
  const { signal, progress, say } = context
  const catalogue = openCatalogue(paths.catalogue, { create: true })
  try {
    await importCollection(catalogue, csvCollection(csv, { columns: {} }), {
      ...WHOLE,
      downloads: noDownloads(),
      signal,
      say,
      onRecord() {},
    })
    const report = await indexCollection(catalogue, paths, { publish: true, signal, progress, say })
    return report.gallery.id
  } finally {
    catalogue.close()
  }
}
