import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { type Catalogue, withCatalogue } from '../catalogue/catalogue.ts'
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
      const answer = (report: FirstRunReport, ...lines: string[]) => context.answer(report, lines)
      const published = (await listGalleries(paths)).find(({ current }) => current)
      if (published && 'manifest' in published) {
        return answer({ gallery: published.id, prepared: false })
      }
      const why = published
        ? `The published gallery ${published.id} cannot be served: ${published.problem}`
        : 'No gallery is published'
      if (await hasWorksOfItsOwn(paths)) {
        return answer(
          { gallery: null, prepared: false },
          `${why}. The catalogue has works; make a gallery of them: npm run pendant -- index`,
        )
      }
      context.say(
        `${why}: indexing the built-in collection, once. Bring in paintings of your own with: npm run pendant -- import folder DIR`,
      )
      const gallery = await hangBuiltIn(context)
      answer({ gallery, prepared: true }, `The built-in collection hangs: gallery ${gallery}.`)
    })
}

/** Whether a curator has imported works and only has to index them. */
async function hasWorksOfItsOwn(paths: DataPaths): Promise<boolean> {
  if (!existsSync(paths.catalogue)) return false
  const builtIn = builtInIds()
  return withCatalogue(paths.catalogue, ({ works }) =>
    works.all().some(({ id }) => !builtIn.has(id)),
  )
}

async function hangBuiltIn(context: CommandContext): Promise<string> {
  const paths = context.paths()
  const { signal, progress, say } = context
  const work = async (catalogue: Catalogue): Promise<string> => {
    await importCollection(catalogue, csvCollection(BUILT_IN_CSV, { columns: {} }), {
      ...WHOLE,
      signal,
      say,
      downloads: noDownloads(),
      onRecord() {},
    })
    const report = await indexCollection(catalogue, paths, {
      publish: true,
      indexes: await context.indexes(),
      signal,
      progress,
      say,
    })
    return report.gallery.id
  }
  return withCatalogue(paths.catalogue, work, { create: true })
}
