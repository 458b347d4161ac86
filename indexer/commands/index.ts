import type { Command } from 'commander'
import { withCatalogue } from '../catalogue/catalogue.ts'
import { type IndexReport, indexCollection } from '../gallery/index-collection.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { megapixelLimit } from '../terminal/curator-settings.ts'
import { positiveNumber, wholeNumber } from '../terminal/option-values.ts'

type IndexFlags = {
  readonly publish: boolean
  readonly workers?: number
  readonly maxMegapixels?: number
  readonly atlas: boolean
  readonly newAtlas?: boolean
  readonly objects: boolean
}

export function registerIndexCommand(program: Command, context: CommandContext): void {
  program
    .command('index')
    .description('find and describe faces, build a gallery of them and publish it')
    .option('--no-publish', 'build the gallery, but leave the published one in place')
    .option('--workers <n>', 'worker threads (default: one a core)', wholeNumber(1, 256))
    .option(
      '--max-megapixels <n>',
      'leave out larger pictures (100 if never given); kept for the next time',
      positiveNumber('megapixels, such as 200'),
    )
    .option('--no-atlas', 'build no atlas: neither maps of the portraits nor words to find them by')
    .option('--new-atlas', 'lay the atlas out anew; portraits otherwise stay where they lie')
    .option(
      '--no-objects',
      'do not search pictures for things, such as horses, as words of the atlas',
    )
    .action(async ({ publish, workers, maxMegapixels, atlas, newAtlas, objects }: IndexFlags) => {
      const paths = context.paths()
      const limit = await megapixelLimit(paths, maxMegapixels)
      await withCatalogue(paths.catalogue, async (catalogue) => {
        const report = await indexCollection(catalogue, paths, {
          publish,
          indexes: await context.indexes(),
          atlas: !atlas ? 'none' : newAtlas ? 'new' : 'kept',
          objects,
          ...(workers === undefined ? {} : { workers }),
          ...(limit === undefined ? {} : { maxMegapixels: limit }),
          signal: context.signal,
          progress: context.progress,
          say: context.say,
        })
        context.answer(report, inWords(report))
      })
    })
}

function* inWords({ works, faces, portraits, skipped, gallery }: IndexReport): Generator<string> {
  yield `${works} works, ${faces} faces, ${portraits} portraits; ${skipped.length} works skipped ("npm run pendant -- report" shows why).`
  yield `Gallery ${gallery.id}: recall@10 ${gallery.recallAt10.toFixed(4)} at ef ${gallery.ef}, ${gallery.seconds.toFixed(1)} s.`
  const { atlas } = gallery
  if (!atlas?.quality) return
  const { k, trustworthiness, continuity } = atlas.quality
  yield `Atlas: trustworthiness ${trustworthiness.toFixed(3)}, continuity ${continuity.toFixed(3)} at k = ${k}; ${atlas.kept} of ${atlas.portraits} portraits stayed where they were.`
}
