import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import { withCatalogue } from '../catalogue/catalogue.ts'
import type { Work } from '../catalogue/works.ts'
import { answerOf } from '../evaluation/answer.ts'
import { type Evaluation, evaluate } from '../evaluation/evaluate.ts'
import { readPhotoPairs, readSitterPairs } from '../evaluation/lists/labelled-pairs.ts'
import { readVisitors } from '../evaluation/lists/visitors-folder.ts'
import type { EvaluationRequest } from '../evaluation/plan-looks.ts'
import { evaluationPage } from '../evaluation/report/evaluation-page.ts'
import { evaluationExamples } from '../evaluation/report/examples.ts'
import { evaluationLines } from '../evaluation/report/tables.ts'
import { openPublished } from '../gallery/publish-checked.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { wholeNumber } from '../terminal/option-values.ts'
import { showProgress } from '../terminal/progress.ts'

type Options = {
  readonly pairs?: string
  readonly photos?: string
  readonly sitters?: string
  readonly visitors?: string
  readonly groups?: string
  readonly turn?: readonly number[]
  readonly faceApi?: boolean
  readonly variations: number
  readonly report?: string
}

/** Missing works that are named on the terminal. */
const MISSING_SAID = 5

export function registerEvaluateCommand(program: Command, context: CommandContext): void {
  program
    .command('evaluate')
    .summary('measure how well the published gallery matches')
    .description(
      'Measures how well the published gallery matches, beside the plain distance of descriptors: photographs of people it shows (--pairs), other works of the same sitter (--sitters), and photographs of anybody (--visitors), for whom the spread and the steadiness of their matches count. At least one of the three.',
    )
    .option('--pairs <file.csv>', 'photographs and works of the same people: photo,work_id,person')
    .option('--photos <dir>', "where the photographs lie (default: the CSV file's folder)")
    .option('--sitters <file.csv>', 'pairs of works of one sitter: work_a,work_b,person')
    .option(
      '--visitors <dir>',
      'photographs of anybody, listed in its visitors.csv: file,person; clips in its video/*.mjpeg',
    )
    .option(
      '--groups <file.csv>',
      "for a check of fairness: person and any groupings (default: the visitors' groups.csv); matching never uses it",
    )
    .option(
      '--turn <degrees>',
      "also with the pairs' photographs turned, such as -30,-15,15,30",
      degrees,
    )
    .option(
      '--variations <n>',
      'more probes: each picture also turned, dimmed, blurred and shrunk in n ways',
      wholeNumber(0, 50),
      // None, so that figures stay those of the pictures given and a run stays short.
      0,
    )
    .option('--face-api', "beside face-api's own chain over the same pictures, in the same run")
    .option('--report <file.html>', 'also write one HTML page with tables, plots and examples')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const request = await readRequest(options)
  const gallery = await openPublished(context.paths())
  try {
    const works = await cataloguedWorks(options, context)
    const evaluation = await evaluateAloud(request, gallery, works, context)
    sayWhatIsMissing(evaluation, context)
    context.answer(answerOf(evaluation), evaluationLines(evaluation))
    if (options.report) {
      const file = resolve(options.report)
      const examples = await evaluationExamples(evaluation, gallery, context.paths(), works)
      await replaceFile(file, evaluationPage(evaluation, examples, new Date()))
      context.say(`The report is in ${file}.`)
    }
  } finally {
    gallery.close()
  }
}

async function readRequest(options: Options): Promise<EvaluationRequest> {
  const { pairs, photos, sitters, visitors, groups } = options
  if (pairs === undefined && sitters === undefined && visitors === undefined) {
    throw new CuratorError(
      'Give something to measure with: --pairs FILE.csv, --sitters FILE.csv or --visitors DIR.',
    )
  }
  if (groups !== undefined && visitors === undefined) {
    throw new CuratorError('--groups tells of the people in --visitors DIR; give that too.')
  }
  return {
    ...(pairs && { pairs: await readPhotoPairs(pairs, resolve(photos ?? dirname(pairs))) }),
    ...(sitters && { sitters: await readSitterPairs(sitters) }),
    ...(visitors && { visitors: await readVisitors(resolve(visitors), groups) }),
    turns: options.turn ?? [],
    variations: options.variations,
    faceApi: options.faceApi ?? false,
  }
}

/** Works by id. Without a look at works, a gallery can be measured without a catalogue. */
async function cataloguedWorks(
  { faceApi, sitters, variations }: Options,
  context: CommandContext,
): Promise<Map<string, Work>> {
  const file = context.paths().catalogue
  const looksAtWorks = faceApi || (sitters !== undefined && variations > 0)
  if (!looksAtWorks && !existsSync(file)) return new Map()
  return withCatalogue(
    file,
    ({ works }) => new Map(works.all().map((work) => [work.id, work] as const)),
  )
}

async function evaluateAloud(
  request: EvaluationRequest,
  gallery: Parameters<typeof evaluate>[1],
  works: Map<string, Work>,
  context: CommandContext,
): Promise<Evaluation> {
  let display: ReturnType<typeof showProgress> | undefined
  try {
    return await evaluate(request, gallery, works, context.signal, {
      onStart(pictures) {
        if (pictures > 0) display = showProgress(context.progress, 'Looking', pictures)
      },
      onPicture: () => display?.advance(),
      note: (line) => display?.note(line),
    })
  } finally {
    display?.finish()
  }
}

/** Says which works no probe can find; their probes count as not found. */
function sayWhatIsMissing(evaluation: Evaluation, { say }: CommandContext): void {
  for (const list of ['pairs', 'sitters'] as const) {
    const missing = evaluation[list]?.missingWorks ?? []
    for (const { workId, reason } of missing.slice(0, MISSING_SAID)) {
      say(`--${list}: ${workId} is ${reason}; looking for it counts as not found.`)
    }
    if (missing.length > MISSING_SAID) {
      say(`--${list}: ${missing.length - MISSING_SAID} more works cannot be found; --json has all.`)
    }
  }
}

function degrees(text: string): number[] {
  if (!/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?)*$/.test(text)) {
    throw new CuratorError(`--turn takes degrees separated by commas, not "${text}".`)
  }
  return text.split(',').map(Number)
}
