import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { withCatalogue } from '../catalogue/catalogue.ts'
import { pruneAfterPublishing } from '../gallery/prune.ts'
import {
  galleryBefore,
  newestGallery,
  type Publication,
  publishChecked,
} from '../gallery/publish-checked.ts'
import { sendTo } from '../gallery/send-to.ts'
import type { CommandContext } from '../terminal/command-context.ts'

export function registerPublishCommand(program: Command, context: CommandContext): void {
  program
    .command('publish')
    .description('make a gallery the one that is served')
    .argument('[gallery]', 'id of the gallery (default: the newest)')
    .option('--why <text>', 'the reason, for those who come after')
    .option(
      '--to <target>',
      'also put it where other servers fetch it: a folder, s3://bucket/prefix, or rsync://… or host:folder for rsync',
    )
    .action(async (id: string | undefined, given: { why?: string; to?: string }) => {
      await publish(context, 'publish', id ?? (await newestGallery(context.paths())), given)
    })
}

export function registerRollbackCommand(program: Command, context: CommandContext): void {
  program
    .command('rollback')
    .description('serve an older gallery again')
    .argument('[gallery]', 'id of the gallery (default: the one before the published one)')
    .option('--why <text>', 'the reason, for those who come after')
    .action(async (id: string | undefined, { why }: { why?: string }) => {
      await publish(context, 'rollback', id ?? (await galleryBefore(context.paths())), { why })
    })
}

async function publish(
  context: CommandContext,
  action: string,
  id: string,
  { why, to }: { why?: string | undefined; to?: string },
): Promise<void> {
  const paths = context.paths()
  const indexes = await context.indexes()
  const publication = await publishChecked(paths, id, indexes, context.say)
  // A published folder may have been copied here without the catalogue it was made from.
  if (existsSync(paths.catalogue)) {
    await withCatalogue(paths.catalogue, ({ audit }) =>
      audit.note(action, why === undefined ? publication : { ...publication, why }),
    )
  }
  const sent = to === undefined ? undefined : await sendTo(paths, id, to)
  context.answer(sent ? { ...publication, ...sent } : publication, [
    inWords(publication),
    ...(sent ? [`${to} has it too; ${sent.sent} files were sent.`] : []),
  ])
  await pruneAfterPublishing(paths, context.say, indexes)
}

function inWords({ gallery, previous }: Publication): string {
  const before = previous === null || previous === gallery ? '' : `, in place of ${previous}`
  return `Gallery ${gallery} is published${before}; running servers pick it up by themselves.`
}
