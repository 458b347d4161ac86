import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import { createVisitDescriptor } from '../../embeddings/likeness/visit-descriptor.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import { type Gallery, openGallery } from '../../embeddings/store/gallery-reader.ts'
import { splitMotionJpeg } from '../../indexer/evaluation/lists/motion-jpeg.ts'
import { samplePositions, seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { decodePicture } from '../decode-picture.ts'
import { testDataFolder } from '../test-data.ts'
import { museumData } from '../visits/open-museum.ts'
import type { Figures } from './figures.ts'
import { followClip, type TimedReading } from './kiosk-follows.ts'
import { type LookUp, type Shown, shownByKiosk, shownPlainly } from './portraits-shown.ts'

const CLIPS = ['head-pose-male', 'head-close-male', 'head-pose-two-people']
/**
 * As the clips were taken; the two people's clip is shorter than one visit, so all are walked to
 * and fro.
 */
const FRAMES_PER_SECOND = 15
const VISIT_MS = 6_000
const RESTARTS = 10
/** What a webcam shows in room light. */
const NOISE_LEVELS = 3
/** Beside the whole gallery: galleries of half of its works, since one gallery is one sample. */
const HALF_GALLERIES = 20
/** Neighbours to look at so that enough are left in a half gallery. */
const NEIGHBOURS = 64
const SEED = 1656

type Way = (readings: readonly TimedReading[], lookUp: LookUp) => Promise<Shown[]> | Shown[]

/** The kiosk's way, and plainer ones. */
const WAYS: Readonly<Record<string, Way>> = {
  'one frame': (readings, lookUp) => shownPlainly(readings, lookUp, newestFrame(), nearest),
  'running average': (readings, lookUp) =>
    shownPlainly(readings, lookUp, createVisitDescriptor(), nearest),
  'average of 40 frames and a margin': (readings, lookUp) =>
    shownPlainly(readings, lookUp, createVisitDescriptor({ memoryFrames: 40 }), withinMargin),
  kiosk: shownByKiosk,
}

function nearest(_shown: string | null, [first]: readonly [PortraitMatch, ...unknown[]]): string {
  return first.portraitId
}

/** The shown portrait until another's squared distance is smaller by 6 of 100. */
function withinMargin(
  shown: string | null,
  matches: readonly [PortraitMatch, ...PortraitMatch[]],
): string {
  const held = matches.find(({ portraitId }) => portraitId === shown)
  const isHeld = held && matches[0].squaredDistance >= held.squaredDistance * 0.94
  return (isHeld ? held : matches[0]).portraitId
}

/** The newest frame alone, in the place of an average. */
function newestFrame() {
  let newest: Descriptor | null = null
  return {
    add(descriptor: Descriptor) {
      newest = descriptor.slice() as Descriptor
    },
    current: () => newest,
    clear() {
      newest = null
    },
  }
}

/**
 * How steady the shown portrait is, and how often a visit that begins at another frame of a clip
 * ends with the same one. Look-ups are of the published gallery under PENDANT_DATA, else of a few
 * invented sitters.
 */
export async function steadyBench(): Promise<Figures> {
  const shared = testDataFolder('the steady bench')
  if (shared === undefined) throw new Error('The steady bench has no clip to watch.')
  const data = process.env.PENDANT_DATA ?? (await museumData()).data
  const paths = dataPaths(data)
  const id = await currentGalleryId(paths)
  if (id === undefined) throw new Error(`No gallery is published in ${data}.`)
  const gallery = await openGallery(paths, id)
  const models = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 })
  const figures: Record<string, string | number> = { portraits: gallery.manifest.portraits.count }
  try {
    for (const clip of CLIPS) {
      const file = await readFile(join(shared, 'visitors/video', `${clip}.mjpeg`))
      const frames = await Promise.all(splitMotionJpeg(file).map(decodePicture))
      const visits: TimedReading[][] = []
      for (let restart = 0; restart < RESTARTS; restart++) {
        const start = Math.floor((restart * frames.length) / 2 / RESTARTS)
        const random = seededRandom(SEED + restart)
        const visit = { start, random, noise: NOISE_LEVELS, lengthMs: VISIT_MS }
        visits.push(
          await followClip(models, frames, { ...visit, framesPerSecond: FRAMES_PER_SECOND }),
        )
      }
      for (const [way, show] of Object.entries(WAYS)) {
        Object.assign(figures, await measure(`${clip}, ${way}`, visits, show, gallery))
      }
    }
  } finally {
    models.close()
    gallery.close()
  }
  return figures
}

async function measure(
  name: string,
  visits: readonly (readonly TimedReading[])[],
  show: Way,
  gallery: Gallery,
): Promise<Figures> {
  const of = (lookUp: LookUp) => Promise.all(visits.map((visit) => show(visit, lookUp)))
  const whole = await of(lookUpIn(gallery, () => true))
  const halves: Shown[][][] = []
  for (let half = 0; half < HALF_GALLERIES; half++) {
    halves.push(await of(lookUpIn(gallery, halfOfTheWorks(gallery, SEED + half))))
  }
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    [`${name}: changes after the first second, most`]: Math.max(...whole.map(lateChanges)),
    [`${name}: first portrait, latest, ms`]: latestMs(whole.map(([first]) => first)),
    [`${name}: settled, latest, ms`]: latestMs(whole.map(settledIn)),
    [`${name}: same settled portrait, of 10`]: alike(
      whole.map((shown) => settledIn(shown)?.portraitId),
    ),
    [`${name}: same portrait at the end, of 10`]: alike(
      whole.map((shown) => shown.at(-1)?.portraitId),
    ),
    [`${name}: half galleries, visits with two late changes or more, share`]: mean(
      halves.flat().map((shown) => (lateChanges(shown) > 1 ? 1 : 0)),
    ),
    [`${name}: half galleries, same settled portrait, of 10`]: mean(
      halves.map((visits) => alike(visits.map((shown) => settledIn(shown)?.portraitId))),
    ),
    [`${name}: half galleries, same portrait at the end, of 10`]: mean(
      halves.map((visits) => alike(visits.map((shown) => shown.at(-1)?.portraitId))),
    ),
  }
}

function lookUpIn(gallery: Gallery, isHanging: (workId: string) => boolean): LookUp {
  return async (probe, k) => {
    const near = (await gallery.matches(probe, NEIGHBOURS)).filter(({ workId }) =>
      isHanging(workId),
    )
    const [first, ...others] = near.slice(0, k)
    if (first === undefined) throw new Error('Too few neighbours were looked at.')
    const nothingNear = isNothingNear([first])
    return {
      status: 'matched',
      gallery: gallery.manifest.id,
      nothingNear,
      matches: [first, ...others],
    }
  }
}

function halfOfTheWorks(gallery: Gallery, seed: number): (workId: string) => boolean {
  const positions = Array.from({ length: gallery.portraits.count }, (_, position) => position)
  const works = [...new Set(positions.map((position) => gallery.portraits.at(position).workId))]
  const half = samplePositions(works.length, Math.ceil(works.length / 2), seededRandom(seed))
  const hanging = new Set(half.map((position) => works[position]))
  return (workId) => hanging.has(workId)
}

/** How often another portrait came after the first second from the first one on. */
function lateChanges(shown: readonly Shown[]): number {
  const firstMs = shown[0]?.atMs ?? 0
  return shown.filter(
    ({ atMs, portraitId }, i) =>
      i > 0 && portraitId !== shown[i - 1]?.portraitId && atMs - firstMs > 1_000,
  ).length
}

/** From the start of the clip, whoever is found when. */
function latestMs(moments: readonly (Shown | undefined)[]): number | 'never' {
  const reached = moments.filter((moment) => moment !== undefined)
  if (reached.length < moments.length) return 'never'
  return Math.max(...reached.map(({ atMs }) => atMs))
}

function settledIn(shown: readonly Shown[]): Shown | undefined {
  return shown.find(({ isSettled }) => isSettled)
}

/** How many of the visits have the most frequent portrait; one without any is like no other. */
function alike(portraitIds: readonly (string | undefined)[]): number {
  const count = (id: string | undefined): number =>
    portraitIds.filter((other) => id !== undefined && other === id).length
  return Math.max(...portraitIds.map(count))
}
