import sharp from 'sharp'
import type { Portrait } from '../../../embeddings/gallery/portrait.ts'
import type { DataPaths } from '../../../embeddings/store/data-paths.ts'
import type { Gallery } from '../../../embeddings/store/gallery-reader.ts'
import type { Work } from '../../catalogue/works.ts'
import type { Evaluation } from '../evaluate.ts'
import type { NearFace } from '../methods/methods.ts'
import type { RankedProbe } from '../retrieval/retrieval.ts'
import { firstMatchCounts } from '../visitors/hubness.ts'

/** A small picture as a `data:` address, or why there is none. */
type Thumbnail = { readonly image: string } | { readonly problem: string }

/** A picture with what is written under it. */
export type Shown = {
  readonly thumbnail: Thumbnail
  readonly title: string
  readonly artist: string
}

/** A probe, its right work and the first three matches. */
export type Example = {
  readonly person: string
  readonly probe: Shown
  readonly right: Shown
  /** Undefined when the work has no portrait in the gallery. */
  readonly rank: number | undefined
  readonly first: readonly (Shown & { readonly isRight: boolean })[]
}

export type ExampleRows = Readonly<Record<'best' | 'median' | 'worst', readonly Example[]>>

/** Portraits that come first most often, with the number of photographs. */
export type Hub = Shown & { readonly count: number; readonly probes: number }

export type EvaluationExamples = {
  readonly pairs?: ExampleRows
  readonly sitters?: ExampleRows
  readonly hubs: readonly Hub[]
}

const EXAMPLES_A_ROW = 3
const HUBS = 6
const THUMBNAIL_HEIGHT_PX = 320
const THUMBNAIL_MAX_WIDTH_PX = 320
const THUMBNAIL_QUALITY = 62

/** Pictures for the report: how Pendant fared with single probes, as given. */
export async function evaluationExamples(
  { pairs, sitters, visitors }: Evaluation,
  gallery: Gallery,
  paths: DataPaths,
  works: ReadonlyMap<string, Work>,
): Promise<EvaluationExamples> {
  const portraits = new Map<string, Portrait>()
  const largestOf = new Map<string, Portrait>()
  for (let position = 0; position < gallery.portraits.count; position++) {
    const portrait = gallery.portraits.at(position)
    portraits.set(portrait.id, portrait)
    if (!largestOf.has(portrait.workId)) largestOf.set(portrait.workId, portrait)
  }

  const showPortrait = async (portrait: Portrait): Promise<Shown> => ({
    thumbnail: await thumbnailOf(paths.media(portrait.crop.digest)),
    title: portrait.label.title || portrait.workId,
    artist: portrait.label.artist,
  })
  const showWork = async (workId: string, nearest?: NearFace): Promise<Shown> => {
    const portrait = portraits.get(nearest?.face.portraitId ?? '') ?? largestOf.get(workId)
    if (portrait) return showPortrait(portrait)
    const label = works.get(workId)?.label
    return {
      thumbnail: { problem: label ? 'no portrait in the gallery' : 'not in the catalogue' },
      title: label?.title || workId,
      artist: label?.artist ?? '',
    }
  }
  const rows = (
    probes: readonly RankedProbe[],
    showProbe: (picture: string) => Promise<Shown>,
  ): Promise<ExampleRows> =>
    examplesOf(probes, async ({ person, picture, workId, rank, own, first }) => ({
      person,
      probe: await showProbe(picture),
      right: await showWork(workId, own),
      rank,
      first: await Promise.all(
        first.map(async (match) => ({
          ...(await showWork(match.face.workId, match)),
          isRight: match.face.workId === workId,
        })),
      ),
    }))

  const counts = firstMatchCounts(visitors?.probes.pendant ?? [])
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  return {
    ...(pairs?.probes.pendant && {
      pairs: await rows(pairs.probes.pendant, async (file) => ({
        thumbnail: await thumbnailOf(file),
        title: '',
        artist: '',
      })),
    }),
    ...(sitters?.probes.pendant && {
      sitters: await rows(sitters.probes.pendant, (workId) => showWork(workId)),
    }),
    hubs: await Promise.all(
      counts.slice(0, HUBS).map(async ([id, count]) => ({
        ...(await showPortrait(portraits.get(id) as Portrait)),
        count,
        probes: total,
      })),
    ),
  }
}

/** The best, the middle and the worst detected probes as given, one a person in a row. */
async function examplesOf(
  probes: readonly RankedProbe[],
  show: (probe: RankedProbe) => Promise<Example>,
): Promise<ExampleRows> {
  const sorted = probes
    .filter(({ view, detected }) => view.kind === 'as-given' && detected)
    .sort(
      (a, b) =>
        (a.rank ?? Number.MAX_VALUE) - (b.rank ?? Number.MAX_VALUE) ||
        (a.own?.squaredDistance ?? 0) - (b.own?.squaredDistance ?? 0),
    )
  const middle = Math.max(0, (sorted.length >> 1) - 1)
  const pick = (list: readonly RankedProbe[]): Promise<Example[]> => {
    const people = new Map<string, RankedProbe>()
    for (const probe of list) if (!people.has(probe.person)) people.set(probe.person, probe)
    return Promise.all([...people.values()].slice(0, EXAMPLES_A_ROW).map(show))
  }
  return {
    best: await pick(sorted),
    median: await pick(sorted.slice(middle)),
    worst: await pick(sorted.toReversed()),
  }
}

async function thumbnailOf(file: string): Promise<Thumbnail> {
  try {
    const bytes = await sharp(file)
      .autoOrient()
      .resize(THUMBNAIL_MAX_WIDTH_PX, THUMBNAIL_HEIGHT_PX, {
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten()
      .jpeg({ quality: THUMBNAIL_QUALITY })
      .toBuffer()
    return { image: `data:image/jpeg;base64,${bytes.toString('base64')}` }
  } catch (error) {
    return { problem: `cannot be read (${(error as Error).message})` }
  }
}
