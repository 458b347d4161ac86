import { Argument, type Command } from 'commander'
import type { Box } from '../../embeddings/pixels/point.ts'
import { whoami } from '../catalogue/audit-log.ts'
import { type Catalogue, withCatalogue } from '../catalogue/catalogue.ts'
import {
  type CuratorVerdict,
  type Decision,
  requireSecondLook,
  VERDICTS,
} from '../catalogue/decisions.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { faceOf, requireWords } from './decided-face.ts'

type Options = { readonly by?: string; readonly why: string }

export function registerDecideCommand(program: Command, context: CommandContext): void {
  program
    .command('decide')
    .summary('hide, reject, approve, pin or mark as sensitive a work or one of its faces')
    .description(
      'Notes what somebody decides about a work, or about one of its faces. Rejected and hidden faces are nobody\'s match; sensitive ones are not until somebody else approves; approved and pinned ones hang whatever the rules say. The latest decision counts, all are kept. It takes effect with the next "pendant index".',
    )
    .argument('<id>', 'a work by its id, or one face of it: WORK~NUMBER')
    .addArgument(new Argument('<verdict>', 'what is decided').choices(VERDICTS))
    .requiredOption('--why <text>', 'the reason, for those who come after')
    .option('--by <name>', 'who decides (default: your user name here)')
    .action(async (id: string, verdict: CuratorVerdict, options: Options) => {
      const why = requireWords(options.why, '--why')
      const by = requireWords(options.by ?? whoami(), '--by')
      await withCatalogue(context.paths().catalogue, async (catalogue) => {
        const { workId, faceBox } = await subjectOf(catalogue, id)
        const decision: Decision = { workId, faceBox, verdict, by, why, at: new Date() }
        requireSecondLook(decision, catalogue.decisions.ofWork(workId))
        catalogue.decisions.add(decision)
        catalogue.audit.note('decide', { id, verdict, by, why })
        context.answer({ id, verdict, by, why }, [
          `${id} is ${verdict} from the next index on: npm run pendant -- index`,
        ])
      })
    })
}

/** The work, and where the face is, in shares of its picture, when one is meant. */
async function subjectOf(
  catalogue: Catalogue,
  id: string,
): Promise<{ workId: string; faceBox: Box | undefined }> {
  const isWork = catalogue.works.byId(id) !== undefined
  return isWork ? { workId: id, faceBox: undefined } : faceOf(catalogue, id)
}
