import { resolve } from 'node:path'
import type { Command } from 'commander'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import { describePictures, wantedLooks } from '../evaluation/describing/describe-pictures.ts'
import { viewsOf } from '../evaluation/describing/views.ts'
import { readVisitors, type VisitorPhoto } from '../evaluation/lists/visitors-folder.ts'
import { halfOf } from '../evaluation/statistics/held-back-half.ts'
import { type DescribedPhoto, fitVisitorModel } from '../likeness/fit-visitor-model.ts'
import { type VisitorModel, visitorModelText } from '../likeness/visitor-model.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError, Interrupted } from '../terminal/curator-error.ts'
import { showProgress } from '../terminal/progress.ts'

/** Pictures made of each photograph. */
const VARIATIONS = 4

export function registerFitVisitorsCommand(program: Command, context: CommandContext): void {
  program
    .command('fit-visitors')
    .summary("make the visitor model that galleries' likeness is fitted with")
    .description(
      'Makes the visitor model that galleries are fitted with: a mean and two covariances of the descriptors of many photographs. Give it photographs of people who agreed. Only the deciding half of the people is used, so that "evaluate" can report on the other.',
    )
    .requiredOption('--visitors <dir>', 'photographs, listed in its visitors.csv: file,person')
    .requiredOption('--out <file.json>', 'where to write the model')
    .action(async ({ visitors, out }: { visitors: string; out: string }) => {
      const { photos } = await readVisitors(resolve(visitors), undefined)
      const deciding = photos.filter(({ person }) => halfOf(person) === 'deciding')
      const model = fitVisitorModel(await describePhotos(deciding, context))
      await replaceFile(resolve(out), visitorModelText(model))
      const { people, photographs }: VisitorModel = model
      context.answer({ file: resolve(out), people, photographs }, [
        `${photographs} photographs of ${people} people: ${resolve(out)}. Galleries indexed from now on use it when it takes the place of indexer/likeness/visitor-model.json.`,
      ])
    })
}

/** Those in which a face was found, by their largest. */
async function describePhotos(
  photos: readonly VisitorPhoto[],
  context: CommandContext,
): Promise<DescribedPhoto[]> {
  const wanted = wantedLooks()
  const views = viewsOf(VARIATIONS)
  for (const { file } of photos) wanted.want(file, views, ['pendant'])
  const display = showProgress(context.progress, 'Describing', photos.length)
  const seen = await describePictures(wanted.tasks(), context.signal, () =>
    display.advance(),
  ).finally(() => display.finish())
  if (!seen) throw new Interrupted('Stopped; no model was written.')
  return photos.flatMap(({ file, person }) => {
    const problem = seen.problem(file)
    if (problem !== undefined) throw new CuratorError(`${file} cannot be read: ${problem}.`)
    const descriptors = views.map((view) => seen.all(file, view, 'pendant')[0]?.descriptor)
    const [descriptor, ...varied] = descriptors
    if (!descriptor) {
      context.say(`No face was found in ${file}.`)
      return []
    }
    return { person, descriptor, varied: varied.filter((each) => each !== undefined) }
  })
}
