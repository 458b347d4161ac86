import type { Command } from 'commander'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { findFacesInFile } from '../faces/find-in-file.ts'
import { openPublished } from '../gallery/publish-checked.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { wholeNumber } from '../terminal/option-values.ts'
import { matchLines } from './match-lines.ts'

const DEFAULT_MATCHES = 5

export function registerMatchCommand(program: Command, context: CommandContext): void {
  program
    .command('match')
    .description(
      'the portraits of the published gallery that most resemble the largest face of a picture',
    )
    .argument('<image>', 'picture file')
    .option('-k, --count <n>', 'portraits to give', wholeNumber(1), DEFAULT_MATCHES)
    .action(async (image: string, { count }: { count: number }) => {
      const gallery = await openPublished(context.paths())
      try {
        const models = await loadNodeModels()
        const found = await findFacesInFile(models, image).finally(() => models.close())
        if ('problem' in found) throw new CuratorError(`${image} cannot be read: ${found.problem}.`)
        const [face] = found.faces
        if (!face) {
          throw new CuratorError(
            `No face was found in ${image}; take a picture in which one is larger, sharper or seen from the front.`,
          )
        }
        if (found.faces.length > 1) {
          context.say(`${found.faces.length} faces were found; the largest is matched.`)
        }
        const matches = await gallery.matches(face.descriptor, count)
        const nothingNear = isNothingNear(matches)
        context.answer(
          { image, gallery: gallery.manifest.id, nothingNear, matches },
          matchLines(matches),
        )
      } finally {
        gallery.close()
      }
    })
}
