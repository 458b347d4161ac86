import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { FACE_PARTS, type FacePart } from '../../embeddings/face/face-parts.ts'
import { NAMING_MARGIN, nameParts, type PartPull } from '../../embeddings/face/why-alike.ts'
import { workerThread } from '../../embeddings/node/worker-thread.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import { readVisitors } from '../../indexer/evaluation/lists/visitors-folder.ts'
import { type Half, halfOf } from '../../indexer/evaluation/statistics/held-back-half.ts'
import { samplePositions, seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { testDataFolder } from '../test-data.ts'
import { museumData } from '../visits/open-museum.ts'
import type { Figures } from './figures.ts'
import type { HidingName } from './other-hidings.ts'
import type { OtherPulls, WhyOutcome, WhyTask } from './why-worker.ts'

/** Photographs are taken by chance, always the same ones. */
const PHOTOGRAPHS = 120
const SEED = 1839
/** Ways of hiding that count, together: see `otherHidings`. */
const COUNTING: readonly HidingName[] = [
  'narrower mosaic',
  'mosaic',
  'wider mosaic',
  'grey',
  'mean face',
]
const MARGINS = [0.015, 0.02, 0.025, 0.03, 0.04] as const

type Explained = Extract<WhyOutcome, { parts: unknown }> & { readonly half: Half }
type Naming = (pair: Explained) => readonly FacePart[]
type Truth = (pair: Explained) => Readonly<Record<FacePart, number>>

/**
 * Whether hiding what is named moves two faces farther apart than hiding anything else, where it is
 * hidden in ways that the name was not found by: other fillings, masks that are off, other frames
 * of both faces. Over photographs and their first matches in the gallery of PENDANT_DATA, else over
 * invented sitters; margins are chosen on one half of the people and figures are of the other.
 */
export async function whyBench(): Promise<Figures> {
  const { data, asked } = await whoIsAsked()
  const galleryId = await currentGalleryId(dataPaths(data))
  if (galleryId === undefined) throw new Error(`No gallery is published in ${data}.`)
  const pairs = await explainAll(asked, { data, galleryId })
  if (pairs.length === 0) throw new Error('Nobody was matched with anybody.')
  const times = pairs.map(({ explainMs }) => explainMs).sort((a, b) => a - b)
  const figures: Record<string, string | number> = {
    pairs: pairs.length,
    'portraits among them': new Set(pairs.map(({ portraitId }) => portraitId)).size,
    'explanation, ms, median': times[times.length >> 1] as number,
    'explanation, ms, longest': times.at(-1) as number,
    'distance, median': middle(pairs.map(({ distance }) => distance)),
  }
  const report = (
    name: string,
    naming: Naming,
    truth: Truth,
    among: readonly Explained[],
  ): void => {
    const { coverage, right, two } = judge(naming, truth, among)
    figures[`${name}: named, share`] = coverage
    figures[`${name}: of these right, share`] = right
    figures[`${name}: two parts named, share`] = two
  }
  const together: Truth = (pair) => meanOf(COUNTING.map((name) => pair.others[name].inTurn))
  const asUsed: Naming = ({ parts }) => nameParts(parts)
  for (const half of ['deciding', 'reporting'] as const) {
    const among = pairs.filter((pair) => pair.half === half)
    if (among.length === 0) continue
    figures[`pairs, ${half}`] = among.length
    report(`as used, ${half}`, asUsed, together, among)
    for (const margin of MARGINS) {
      report(`margin ${margin}, ${half}`, ({ parts }) => nameParts(parts, margin), together, among)
    }
  }
  report('as used', asUsed, together, pairs)
  report('without a margin', ({ parts }) => nameParts(parts, 0), together, pairs)
  const commonest = mostFrequent(pairs.map((pair) => foremost(together(pair))))
  report(`always ${commonest}`, () => [commonest], together, pairs)
  report('by boxes on the mean face', ({ byBoxes }) => nameParts(byBoxes), together, pairs)
  const boxMargin = marginFor(judge(asUsed, together, pairs).coverage, pairs)
  report('by boxes, as often', ({ byBoxes }) => nameParts(byBoxes, boxMargin), together, pairs)
  for (const name of Object.keys(pairs[0]?.others ?? {}) as HidingName[]) {
    report(`${name} alone`, asUsed, ({ others }) => others[name].inTurn, pairs)
  }
  const by = (which: keyof OtherPulls): Truth => {
    return (pair) => meanOf(COUNTING.map((name) => pair.others[name][which]))
  }
  report('in the likeness space', asUsed, by('inLikenessSpace'), pairs)
  report('on both faces at once', asUsed, by('atOnce'), pairs)
  for (const part of FACE_PARTS) {
    figures[`${part}: named, share`] = share(pairs, (pair) => asUsed(pair).includes(part))
    figures[`${part}: mean pull`] = mean(pairs.map((pair) => pull(pair.parts, part)))
  }
  figures['margin as used'] = NAMING_MARGIN
  return figures
}

async function whoIsAsked(): Promise<{ data: string; asked: { task: WhyTask; half: Half }[] }> {
  const shared = testDataFolder(
    'photographs beside their portraits; invented sitters are asked instead',
  )
  const named = process.env.PENDANT_DATA
  if (shared !== undefined && named !== undefined) {
    const { photos } = await readVisitors(join(shared, 'visitors'), undefined)
    const chosen = samplePositions(photos.length, PHOTOGRAPHS, seededRandom(SEED))
    const asked = chosen.map((at) => {
      const { file, person } = photos[at] as (typeof photos)[number]
      return { task: { photo: file }, half: halfOf(person) }
    })
    return { data: resolve(named), asked }
  }
  const { data } = await museumData()
  const paths = dataPaths(data)
  const gallery = await openGallery(paths, (await currentGalleryId(paths)) as string)
  const { count } = gallery.portraits
  gallery.close()
  const asked = Array.from({ length: count }, (_, position) => ({
    task: { position },
    half: 'reporting' as const,
  }))
  return { data, asked }
}

/** One worker a core; pairs come back in the order asked for, without those nobody was found in. */
async function explainAll(
  asked: readonly { readonly task: WhyTask; readonly half: Half }[],
  gallery: { readonly data: string; readonly galleryId: string },
): Promise<Explained[]> {
  const outcomes: (WhyOutcome | undefined)[] = asked.map(() => undefined)
  let next = 0
  const workers = Array.from({ length: Math.min(availableParallelism(), asked.length) }, () =>
    workerThread(new URL('./why-worker.ts', import.meta.url), gallery),
  )
  const askAll = (worker: (typeof workers)[number]): Promise<void> =>
    new Promise((done, reject) => {
      let inHand = -1
      const ask = (): void => {
        inHand = next++
        const task = asked[inHand]?.task
        if (task === undefined) done()
        else worker.postMessage({ task, seed: SEED + inHand })
      }
      worker.on('message', (outcome: WhyOutcome) => {
        outcomes[inHand] = outcome
        ask()
      })
      worker.on('error', reject)
      ask()
    })
  try {
    await Promise.all(workers.map(askAll))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return outcomes.flatMap((outcome, i) => {
    const half = asked[i]?.half
    return outcome === undefined || half === undefined || 'problem' in outcome
      ? []
      : [{ ...outcome, half }]
  })
}

/** A name is right when each part of it moves the distance more than every part outside of it. */
function judge(naming: Naming, truth: Truth, pairs: readonly Explained[]) {
  let [named, right, two] = [0, 0, 0]
  for (const pair of pairs) {
    const parts = naming(pair)
    if (parts.length === 0) continue
    const moved = truth(pair)
    const others = FACE_PARTS.filter((part) => !parts.includes(part))
    const least = Math.min(...parts.map((part) => moved[part]))
    named++
    if (parts.length === 2) two++
    if (others.every((part) => moved[part] < least)) right++
  }
  const all = pairs.length
  return {
    coverage: named / all,
    right: named === 0 ? 'none named' : right / named,
    two: two / all,
  }
}

/** The margin with which boxes name about as often. */
function marginFor(coverage: number, pairs: readonly Explained[]): number {
  const margins = Array.from({ length: 200 }, (_, step) => step * 0.001)
  const namedWith = (margin: number) =>
    share(pairs, ({ byBoxes }) => nameParts(byBoxes, margin).length > 0)
  return margins.find((margin) => namedWith(margin) <= coverage) ?? 0.2
}

function meanOf(several: readonly Readonly<Record<FacePart, number>>[]): Record<FacePart, number> {
  const entries = FACE_PARTS.map((part) => [part, mean(several.map((each) => each[part]))])
  return Object.fromEntries(entries) as Record<FacePart, number>
}

function foremost(moved: Readonly<Record<FacePart, number>>): FacePart {
  return FACE_PARTS.reduce((best, part) => (moved[part] > moved[best] ? part : best))
}

function mostFrequent(parts: readonly FacePart[]): FacePart {
  const count = (of: FacePart): number => parts.filter((part) => part === of).length
  return FACE_PARTS.reduce((best, part) => (count(part) > count(best) ? part : best))
}

function pull(parts: readonly PartPull[], of: FacePart): number {
  const found = parts.find(({ part }) => part === of)
  return found === undefined ? 0 : (found.visitor + found.portrait) / 2
}

function share(pairs: readonly Explained[], is: (pair: Explained) => boolean): number {
  return pairs.filter(is).length / pairs.length
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number
}
