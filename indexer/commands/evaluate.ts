import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Pixels } from '../../embeddings/pixels.ts'
import { openCatalogue } from '../catalogue/catalogue.ts'
import { CuratorError, Interrupted } from '../curator-error.ts'
import { enrolledOf, enrolWithFaceApi } from '../evaluation/enrol.ts'
import { type Evaluation, evaluatePhotos, evaluateSitters } from '../evaluation/evaluate.ts'
import { readPhotoPairs, readSitterPairs } from '../evaluation/labelled-pairs.ts'
import type { EnrolledFace } from '../evaluation/ranking.ts'
import { type RecipeName, startRecipe } from '../evaluation/recipes.ts'
import { decodeForAnalysis } from '../faces/decode-for-analysis.ts'
import { openPublished } from '../gallery/publish-checked.ts'
import type { CommandContext } from './command-context.ts'

type Options = {
  readonly pairs?: string
  readonly photos?: string
  readonly sitters?: string
  readonly turn?: readonly number[]
  readonly faceApi?: boolean
}

/** One recipe's figures; `turned` only when asked for. */
type Measured = Evaluation & { readonly turned?: readonly (Evaluation & { degrees: number })[] }

export function registerEvaluateCommand(program: Command, context: CommandContext): void {
  program
    .command('evaluate')
    .summary('measure how well the published gallery finds people it is known to show')
    .description(
      'Measures how well the published gallery finds people it is known to show: photographs of them (--pairs) or other works of the same sitter (--sitters).',
    )
    .option('--pairs <file.csv>', 'photographs and works of the same people: photo,work_id,person')
    .option('--photos <dir>', "where the photographs lie (default: the CSV file's folder)")
    .option('--sitters <file.csv>', 'pairs of works of one sitter: work_a,work_b,person')
    .option('--turn <degrees>', 'also with the photographs turned, such as -30,-15,15,30', degrees)
    .option('--face-api', "beside face-api's own chain over the same pictures, in the same run")
    .action((options: Options) => evaluate(options, context))
}

async function evaluate(options: Options, context: CommandContext): Promise<void> {
  if ((options.pairs === undefined) === (options.sitters === undefined)) {
    throw new CuratorError('Give either --pairs FILE.csv or --sitters FILE.csv.')
  }
  const measure = options.pairs
    ? await photoMeasure(options.pairs, options, context.signal)
    : await sitterMeasure(options.sitters as string)
  const pendant = await measure('pendant', await publishedFaces(context))
  const faceApi = options.faceApi
    ? await measure('face-api', await faceApiFaces(context))
    : undefined
  context.answer({ ...pendant, ...(faceApi && { faceApi }) }, table(pendant, faceApi))
}

const STOPPED = 'Stopped; nothing was measured to the end.'

type Measure = (recipe: RecipeName, enrolled: readonly EnrolledFace[]) => Promise<Measured>

async function photoMeasure(file: string, options: Options, signal: AbortSignal): Promise<Measure> {
  const pairs = await readPhotoPairs(file, resolve(options.photos ?? dirname(file)))
  const decode = (photo: string): Promise<Pixels> => {
    if (signal.aborted) throw new Interrupted(STOPPED)
    return decodePhoto(photo)
  }
  return async (name, enrolled) => {
    const recipe = await startRecipe(name)
    try {
      const turned: (Evaluation & { degrees: number })[] = []
      for (const degrees of options.turn ?? []) {
        const figures = await evaluatePhotos(pairs, enrolled, recipe, decode, degrees)
        turned.push({ degrees, ...figures })
      }
      const upright = await evaluatePhotos(pairs, enrolled, recipe, decode, 0)
      return { ...upright, ...(turned.length > 0 && { turned }) }
    } finally {
      recipe.close()
    }
  }
}

async function sitterMeasure(file: string): Promise<Measure> {
  const pairs = await readSitterPairs(file)
  return async (_, enrolled) => evaluateSitters(pairs, enrolled)
}

async function publishedFaces(context: CommandContext): Promise<EnrolledFace[]> {
  const gallery = await openPublished(context.paths())
  try {
    return enrolledOf(gallery)
  } finally {
    gallery.close()
  }
}

async function faceApiFaces(context: CommandContext): Promise<EnrolledFace[]> {
  const catalogue = openCatalogue(context.paths().catalogue, { create: false })
  const works = catalogue.works.all()
  catalogue.close()
  const faces = await enrolWithFaceApi(works, context.signal, (done) => {
    if (done % 50 === 0) context.say(`face-api: ${done} of ${works.length} works`)
  })
  if (!faces) throw new Interrupted(STOPPED)
  return faces
}

async function decodePhoto(file: string): Promise<Pixels> {
  const picture = await decodeForAnalysis(file)
  if ('image' in picture) return picture.image.pixels
  throw new CuratorError(`The photograph ${file} cannot be read: ${picture.problem}.`)
}

function degrees(text: string): number[] {
  const turns = text.split(',').map(Number)
  if (turns.some((turn) => !Number.isFinite(turn))) {
    throw new CuratorError(`--turn takes degrees separated by commas, not "${text}".`)
  }
  return turns
}

function table(pendant: Measured, faceApi: Measured | undefined): string[] {
  const row = (name: string, figures: Evaluation): string =>
    [
      name.padEnd(18),
      String(figures.probes).padStart(6),
      ...[figures.rank1, figures.rank5, figures.rank10, figures.mrr].map((share) =>
        share.toFixed(3).padStart(8),
      ),
      String(figures.medianRank ?? '–').padStart(8),
      String(figures.undetected.length).padStart(11),
    ].join('')
  const rows = (name: string, measured: Measured): string[] => [
    row(name, measured),
    ...(measured.turned ?? []).map((turned) => row(`  turned ${turned.degrees}°`, turned)),
  ]
  return [
    `${''.padEnd(18)}probes  rank-1  rank-5 rank-10     MRR  median undetected`,
    ...rows('pendant', pendant),
    ...(faceApi ? rows('face-api', faceApi) : []),
  ]
}
