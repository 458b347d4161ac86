import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import { passOver } from '../collections/files-below.ts'
import { pictureFiles } from '../collections/picture-files.ts'
import { describePictures, wantedLooks } from '../evaluation/describing/describe-pictures.ts'
import { AS_GIVEN } from '../evaluation/describing/views.ts'
import {
  type GroupedProbe,
  groupProbes,
  type ProbeTable,
} from '../evaluation/lists/probe-groups.ts'
import { countsOf } from '../evaluation/statistics/bootstrap.ts'
import {
  HOW_TO_READ,
  nearnessByGroup,
  nearnessChart,
  nearnessCsv,
  nearnessTable,
  type ProbeNearness,
} from '../evaluation/who-is-missing.ts'
import { openPublished } from '../gallery/publish-checked.ts'
import { tableLines } from '../report/markup.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError, Interrupted } from '../terminal/curator-error.ts'
import { showProgress } from '../terminal/progress.ts'
import { requireFile } from '../terminal/require-file.ts'

type Options = { readonly groups?: string; readonly column?: string; readonly csv?: string }

/** Portraits named of each group. */
const EXAMPLES = 3

type Looked = { readonly probe: GroupedProbe; readonly match: PortraitMatch | undefined }

export function registerWhoIsMissingCommand(program: Command, context: CommandContext): void {
  program
    .command('who-is-missing')
    .summary('how near the collection comes to the people of each group')
    .description(
      'Compares photographs of people, in groups that you name, with the published gallery, and says group by group how near the nearest portraits are. Photographs are read and forgotten: nothing of them is kept, copied or logged.',
    )
    .argument('<dir>', 'photographs in a folder for each group, named as the group')
    .option(
      '--groups <file.csv>',
      'the groups in a table instead: file, group and, if known, person',
    )
    .option('--column <name>', 'the column of the table that holds the groups')
    .option('--csv <file.csv>', 'also write the figures as a table')
    .action((folder: string, options: Options) => run(resolve(folder), options, context))
}

async function run(folder: string, options: Options, context: CommandContext): Promise<void> {
  const table = await readTableOf(options)
  const files = new Map<string, string>()
  const unread: { file: string; reason: string }[] = []
  for await (const { path, file, problem } of pictureFiles(folder, passOver())) {
    if (problem === undefined) files.set(path, file)
    else unread.push({ file: path, reason: problem })
  }
  const { probes, leftOut } = groupProbes([...files.keys()], table)
  const gallery = await openPublished(context.paths())
  try {
    const looked = await lookAtAll(probes, files, gallery, unread, context)
    const groups = nearnessByGroup(looked.map(toNearness))
    const withoutFace = looked.filter(({ match }) => !match).map(({ probe }) => probe.file)
    const examples = Object.fromEntries(
      groups.map(({ group }) => [group, firstMatchesOf(group, looked)]),
    )
    const problems = [...leftOut, ...unread]
    context.answer(
      {
        gallery: gallery.manifest.id,
        groups: groups.map((each) => ({ ...each, examples: examples[each.group] })),
        withoutFace,
        leftOut: problems,
      },
      [
        ...tableLines(nearnessTable(groups)),
        ...nearnessChart(groups),
        'The portraits that come first most often',
        ...groups.map(
          ({ group }) =>
            `${group}: ${examples[group]?.map(({ title, times }) => `${title} (${times})`).join('; ') || 'none'}`,
        ),
        '',
        ...withoutFace.map((file) => `No face found: ${file}`),
        ...problems.map(({ file, reason }) => `Left out: ${file} (${reason})`),
        HOW_TO_READ,
      ],
    )
    if (options.csv) await replaceFile(resolve(options.csv), nearnessCsv(groups))
  } finally {
    gallery.close()
  }
}

async function readTableOf({ groups, column }: Options): Promise<ProbeTable | undefined> {
  if (groups === undefined) {
    if (column === undefined) return undefined
    throw new CuratorError('--column names a column of --groups FILE.csv; give that too.')
  }
  requireFile(groups)
  return { text: await readFile(groups, 'utf8'), column }
}

/** The first match of each photograph; `unread` hears of those that cannot be read. */
async function lookAtAll(
  probes: readonly GroupedProbe[],
  files: ReadonlyMap<string, string>,
  gallery: Gallery,
  unread: { file: string; reason: string }[],
  { signal, progress }: CommandContext,
): Promise<Looked[]> {
  const looks = wantedLooks()
  const fileOf = ({ file }: GroupedProbe) => files.get(file) as string
  for (const probe of probes) looks.want(fileOf(probe), [AS_GIVEN], ['pendant'])
  const tasks = looks.tasks()
  const display = showProgress(progress, 'Looking', tasks.length)
  const seen = await describePictures(tasks, signal, () => display.advance()).finally(() =>
    display.finish(),
  )
  if (!seen) throw new Interrupted('Stopped; nothing was measured to the end.')
  const looked: Looked[] = []
  for (const probe of probes) {
    const problem = seen.problem(fileOf(probe))
    if (problem !== undefined) {
      unread.push({ file: probe.file, reason: problem })
      continue
    }
    const [face] = seen.all(fileOf(probe), AS_GIVEN, 'pendant')
    const [match] = face ? await gallery.matches(face.descriptor, 1) : []
    looked.push({ probe, match })
  }
  return looked
}

function toNearness({ probe: { group, person }, match }: Looked): ProbeNearness {
  const first = match && {
    similarity: match.similarity,
    distance: Math.sqrt(match.squaredDistance),
  }
  return { group, person, first: first ?? null }
}

/** The portraits that come first for the photographs of a group, the most frequent first. */
function firstMatchesOf(group: string, looked: readonly Looked[]) {
  const own = looked.flatMap(({ probe, match }) => (probe.group === group && match ? match : []))
  const counts = countsOf(own.map(({ portraitId }) => portraitId))
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, EXAMPLES)
    .map(([id, times]) => {
      const { title = '', artist = '' } = own.find(({ portraitId }) => portraitId === id) ?? {}
      return { portrait: id, title, artist, times }
    })
}
