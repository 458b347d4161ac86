import type { Command } from 'commander'
import { whoami } from '../catalogue/audit-log.ts'
import { withCatalogue } from '../catalogue/catalogue.ts'
import { isSameCataloguedFace } from '../catalogue/decisions.ts'
import { sitterNumbers } from '../catalogue/sitters.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { faceOf, requireWords } from './decided-face.ts'

type Options = { readonly by?: string; readonly why: string; readonly not?: boolean }

export function registerSameSitterCommand(program: Command, context: CommandContext): void {
  program
    .command('same-sitter')
    .summary('confirm that two portraits show one person')
    .description(
      'Notes that two portraits show one person, as somebody knows of them. From the next "pendant index" on they are one match: the more like of them is shown, the other is named with it. It is never guessed from faces.',
    )
    .argument('<id>', 'one face: WORK~NUMBER, or the work where it has one face')
    .argument('<other>', 'the other face')
    .requiredOption('--why <text>', 'how it is known, for those who come after')
    .option('--by <name>', 'who decides (default: your user name here)')
    .option('--not', 'take it back: they are two people, or nobody knows')
    .action(async (id: string, other: string, options: Options) => {
      const why = requireWords(options.why, '--why')
      const by = requireWords(options.by ?? whoami(), '--by')
      const isSame = options.not !== true
      await withCatalogue(context.paths().catalogue, async (catalogue) => {
        const faces = [await faceOf(catalogue, id), await faceOf(catalogue, other)] as const
        const [a, b] = faces
        if (a.workId === b.workId && isSameCataloguedFace(a.faceBox, b.faceBox)) {
          throw new CuratorError(`${id} and ${other} are the same face; name two.`)
        }
        catalogue.sitters.add({ faces, isSame, by, why, at: new Date() })
        catalogue.audit.note('same-sitter', { id, other, isSame, by, why })
        const numberOf = sitterNumbers(catalogue.sitters.all())
        const areJoined = numberOf(a) !== undefined && numberOf(a) === numberOf(b)
        context.answer({ id, other, sameSitter: areJoined, by, why }, [
          outcomeInWords(id, other, isSame, areJoined),
        ])
      })
    })
}

function outcomeInWords(id: string, other: string, isSame: boolean, areJoined: boolean): string {
  const index = 'from the next index on: npm run pendant -- index'
  if (isSame) return `${id} and ${other} are one sitter ${index}`
  return areJoined
    ? `${id} and ${other} are still one sitter, since each was confirmed with a third portrait; take that back too.`
    : `${id} and ${other} are two sitters ${index}`
}
