import type { Command } from 'commander'
import { type GalleryListing, listGalleries } from '../../embeddings/store/galleries.ts'
import { prune, pruningLines } from '../gallery/prune.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/** Publishing takes less; indexing takes longer, and clears old galleries away itself. */
const WAIT_MS = 5_000

export function registerGalleriesCommand(program: Command, context: CommandContext): void {
  program
    .command('galleries')
    .description('list the galleries, the oldest first; the published one is marked')
    .option(
      '--prune',
      'delete old galleries and the pictures that nothing refers to any more; keeps the newest (keepGalleries of curator.json, else 5), the published one and those that are open',
    )
    .action(async (options: { prune?: boolean }) => {
      const paths = context.paths()
      if (options.prune) {
        const pruning = await prune(paths, { waitMs: WAIT_MS, signal: context.signal })
        if (!pruning) {
          throw new CuratorError(
            'Galleries are being made or published; try again when that has ended.',
          )
        }
        context.answer(pruning, pruningLines(pruning))
        return
      }
      const galleries = await listGalleries(paths)
      context.answer(
        galleries.map(toDocument),
        galleries.length > 0
          ? galleries.map(toLine)
          : [`There is no gallery in ${paths.galleries} yet: npm run pendant -- index`],
      )
    })
}

function toDocument(gallery: GalleryListing): unknown {
  const { id, current } = gallery
  if ('problem' in gallery) return { id, current, problem: gallery.problem }
  const { createdAt, works, portraits, index } = gallery.manifest
  const { recallAt10, ef } = index
  return { id, current, createdAt, works, portraits: portraits.count, recallAt10, ef }
}

function toLine(gallery: GalleryListing): string {
  const mark = gallery.current ? '*' : ' '
  if ('problem' in gallery) return `${mark} ${gallery.id}  damaged: ${gallery.problem}`
  const { createdAt, works, portraits } = gallery.manifest
  return `${mark} ${gallery.id}  ${createdAt.slice(0, 16).replace('T', ' ')}  ${portraits.count} portraits of ${works} works`
}
