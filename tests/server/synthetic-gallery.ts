import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { Label, Media, Portrait } from '../../embeddings/gallery/portrait.ts'
import {
  type LikenessSpace,
  projectPortrait,
  unfittedSpace,
} from '../../embeddings/likeness/likeness-space.ts'
import { calibrate } from '../../embeddings/likeness/similarity.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { type GalleryParts, writeGallery } from '../../embeddings/store/gallery-writer.ts'
import {
  buildHnswIndex,
  HNSW_PARAMETERS,
  type HnswIndex,
} from '../../embeddings/store/hnsw-index.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import { type AtlasMaking, makeAtlas } from '../../indexer/atlas/make-atlas.ts'
import { madeUpLandmarks } from '../made-up-landmarks.ts'

/** What a portrait's label says, and it shows, otherwise than all others, by its position. */
export type LabelOf = (position: number) => Partial<Label> & Pick<Portrait, 'categories'>

/** Writes a gallery of one portrait a descriptor, two portraits a work, without publishing it. */
export async function writeSyntheticGallery(
  paths: DataPaths,
  id: string,
  faces: readonly Descriptor[],
  {
    enrolled = enrol(faces),
    labelOf = () => ({}),
    sitterOf = () => ({}),
    reel,
    atlas = false,
  }: {
    enrolled?: { space: LikenessSpace; index: HnswIndex }
    labelOf?: LabelOf
    sitterOf?: (position: number) => Pick<Portrait, 'sitter'>
    reel?: GalleryParts['reel']
    /** Whether it has one, made as the indexer makes it; or who hears how that goes. */
    atlas?: boolean | AtlasMaking['watch']
  } = {},
): Promise<void> {
  const { space, index } = enrolled
  const pictures = await Promise.all([90, 120, 150].map((red) => hangPicture(paths, red)))
  // One after the other: of a million, all at once would take more memory than there is.
  function* portraitsOf(): Generator<DescribedPortrait> {
    const landmarks = madeUpLandmarks()
    for (const [at, descriptor] of faces.entries()) {
      const picture = pictures[at % pictures.length] as Media
      const own = { ...portrait(id, at, picture, labelOf(at)), ...sitterOf(at) }
      yield { portrait: own, descriptor, landmarks }
    }
  }
  await writeGallery(paths, {
    id,
    createdAt: new Date('2030-01-02T03:04:05Z'),
    models: {},
    works: Math.ceil(faces.length / 2),
    portraits: portraitsOf(),
    likeness: space,
    index,
    parameters: HNSW_PARAMETERS,
    recallAt10: 1,
    calibration: calibrate([0.1, 0.2, 0.4]),
    reel,
    atlas: atlas ? await madeAtlas(paths, [...portraitsOf()], index, atlas) : undefined,
  })
}

function madeAtlas(
  paths: DataPaths,
  portraits: readonly DescribedPortrait[],
  index: HnswIndex,
  heard: true | AtlasMaking['watch'],
) {
  const places = portraits.map((_, position) => index.embeddingAt(position))
  const digests = portraits.map(({ portrait }) => portrait.picture.digest)
  return makeAtlas(
    paths,
    portraits,
    { index, places },
    {
      signal: new AbortController().signal,
      earlier: undefined,
      doubted: [],
      objects: new Map(digests.map((digest) => [digest, [['clock', 0.5]]])),
      watch: heard === true ? () => ({ advance() {}, finish() {} }) : heard,
    },
  )
}

function enrol(faces: readonly Descriptor[]): { space: LikenessSpace; index: HnswIndex } {
  const space = unfittedSpace()
  const index = buildHnswIndex(faces.map((face) => projectPortrait(space, face, 0)))
  index.ef = 100
  return { space, index }
}

function portrait(
  galleryId: string,
  position: number,
  picture: Media,
  { categories, ...label }: ReturnType<LabelOf>,
): Portrait {
  const workId = `${galleryId}-work-${Math.floor(position / 2)}`
  return {
    id: `${workId}~${(position % 2) + 1}`,
    workId,
    label: {
      title: `Still ${position}`,
      artist: 'A Painter',
      date: '1642',
      medium: 'oil on canvas',
      museum: 'The Museum',
      creditLine: '',
      rights: '',
      requiredStatement: '',
      about: '',
      room: '',
      onView: null,
      pageUrl: '',
      translations: {},
      ...label,
    },
    picture,
    closer: picture,
    crop: picture,
    eyes: [
      { x: 3, y: 4 },
      { x: 9, y: 4 },
    ],
    quality: 0.9,
    ...(categories ? { categories } : {}),
  }
}

async function hangPicture(paths: DataPaths, red: number): Promise<Media> {
  const [width, height] = [16, 20]
  const background = { r: red, g: 60, b: 40 }
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const digest = digestBytes(bytes)
  const file = paths.media(digest)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
  return { digest, width, height }
}
