import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { openCatalogue } from '../catalogue/catalogue.ts'
import { csvCollection } from '../collections/csv/csv.ts'
import { noDownloads } from '../downloads/downloads.ts'
import { indexCollection } from '../gallery/index-collection.ts'
import { BUILT_IN_CSV, builtInIds } from '../import/built-in-collection.ts'
import { importCollection } from '../import/import-collection.ts'
import { WHOLE } from '../import/import-options.ts'
import type { CommandContext } from '../terminal/command-context.ts'

/** The result of the first run: the published gallery, and whether this run made it. */
type FirstRunReport = { readonly gallery: string | null; readonly prepared: boolean }

export function registerFirstRunCommand(program: Command, context: CommandContext): void {
  program
    .command('first-run')
    .description(
      'where no gallery is published that can be served: index the built-in collection of invented sitters and publish it',
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
        `${why}: indexing the built-in collection, once. Bring in paintings of your own with: npm run pendant -- import folder DIR`,
      )
      const gallery = await hangBuiltIn(context)
      const report: FirstRunReport = { gallery, prepared: true }
      context.answer(report, [`The built-in collection hangs: gallery ${gallery}.`])
    })
}

/** Whether a curator has imported works and only has to index them. */
function hasWorksOfItsOwn(paths: DataPaths): boolean {
  if (!existsSync(paths.catalogue)) return false
  const catalogue = openCatalogue(paths.catalogue, { create: false })
  try {
    const builtIn = builtInIds()
    return catalogue.works.all().some(({ id }) => !builtIn.has(id))
  } finally {
    catalogue.close()
  }
}

async function hangBuiltIn(context: CommandContext): Promise<string> {
  const paths = context.paths()
  const { signal, progress, say } = context
  const catalogue = openCatalogue(paths.catalogue, { create: true })
  try {
    await importCollection(catalogue, csvCollection(BUILT_IN_CSV, { columns: {} }), {
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
