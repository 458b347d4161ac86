/**
 * A worker thread that explains likenesses, and then hides parts in other ways to see whether it
 * was right.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { faceChip, uprightSquare } from '../../embeddings/face/alignment.ts'
import { describeChips } from '../../embeddings/face/describe-chips.ts'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { euclideanDistance, squaredDistance } from '../../embeddings/face/distance.ts'
import { FACE_PARTS, type FacePart } from '../../embeddings/face/face-parts.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { flatColour, hidePart } from '../../embeddings/face/hide-part.ts'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import { landmarksOnChip, type PartMask } from '../../embeddings/face/part-masks.ts'
import { refineLandmarks } from '../../embeddings/face/refine-landmarks.ts'
import {
  explainLikeness,
  type FaceOnChip,
  faceOnChip,
  type PartPull,
} from '../../embeddings/face/why-alike.ts'
import { projectPortrait, projectVisitor } from '../../embeddings/likeness/likeness-space.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { blankPixels, type Pixels } from '../../embeddings/pixels/pixels.ts'
import {
  applyTransform,
  invertTransform,
  type SimilarityTransform,
} from '../../embeddings/pixels/similarity-transform.ts'
import { warpPixels } from '../../embeddings/pixels/warp.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import { samplePositions, seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { decodePicture } from '../decode-picture.ts'
import {
  boxMasks,
  type HidingName,
  jitteredMasks,
  type OtherHiding,
  otherHidings,
} from './other-hidings.ts'

/** A photograph of a visitor, or a portrait of the gallery who stands in for one. */
export type WhyTask = { readonly photo: string } | { readonly position: number }

/**
 * Change of distance with each part hidden: on one face at a time, the mean; and on both at once.
 */
export type OtherPulls = {
  readonly inTurn: Readonly<Record<FacePart, number>>
  readonly atOnce: Readonly<Record<FacePart, number>>
  /** `inTurn`, in squared distance of the gallery's likeness space. */
  readonly inLikenessSpace: Readonly<Record<FacePart, number>>
}

export type WhyOutcome =
  | { readonly problem: string }
  | {
      readonly portraitId: string
      readonly parts: readonly PartPull[]
      readonly explainMs: number
      readonly distance: number
      /** As `parts`, by plain boxes and one filling. */
      readonly byBoxes: readonly PartPull[]
      readonly others: Readonly<Record<HidingName, OtherPulls>>
    }

/** How much a second frame differs: turned, and dimmed to some share of its light. */
const TURNED_DEGREES = { least: 4, most: 12 }
const DIMMED_TO = { least: 0.7, most: 0.9 }
const FRAME_FIELD = 2.2
const FRAME_PX = 420
/** Faces that the mean face is made of. */
const MEAN_OF = 80

const { data, galleryId } = workerData as { data: string; galleryId: string }
const paths = dataPaths(data)
const gallery = await openGallery(paths, galleryId)
const models = await loadNodeModels()
const meanFace = await meanPortrait()

parentPort?.on('message', async ({ task, seed }: { task: WhyTask; seed: number }) => {
  parentPort?.postMessage(await explain(task, seededRandom(seed)))
})

type FoundFace = {
  readonly picture: Pixels
  readonly landmarks: Landmarks
  readonly descriptor: Descriptor
}

async function explain(task: WhyTask, random: () => number): Promise<WhyOutcome> {
  const visitor = 'photo' in task ? await largestFace(task.photo) : await hung(task.position)
  if (visitor === undefined) return { problem: 'no face' }
  const [match] =
    'photo' in task
      ? await gallery.matches(visitor.descriptor, 1)
      : await gallery.similarTo(task.position, 1)
  const position = match && gallery.portraits.positionOf(match.portraitId)
  if (match === undefined || position === undefined) return { problem: 'no match' }
  const portrait = await hung(position)
  const pair = [visitor, portrait] as const
  const [one, other] = pair.map(({ picture, landmarks }) => faceOnChip(picture, landmarks)) as [
    FaceOnChip,
    FaceOnChip,
  ]
  const startMs = performance.now()
  const { parts, distance } = await explainLikeness(models, one, other)
  const explainMs = performance.now() - startMs

  const boxes = boxMasks()
  const byBoxes = await pulls([one, other], [boxes, boxes], { filling: flatColour, widerByPx: 0 })
  const frames = [
    await anotherFrame(visitor, random),
    await anotherFrame(portrait, random),
  ] as const
  const others: Partial<Record<HidingName, OtherPulls>> = {}
  for (const [name, hiding] of Object.entries(otherHidings(meanFace, random))) {
    const masks = frames.map(({ onChip }) => jitteredMasks(onChip, hiding, random)) as [
      Masks,
      Masks,
    ]
    others[name as HidingName] = otherPulls(await describedHidden(frames, masks, hiding))
  }
  return {
    portraitId: match.portraitId,
    parts,
    explainMs,
    distance,
    byBoxes,
    others: others as Record<HidingName, OtherPulls>,
  }
}

type Masks = Record<FacePart, PartMask>
type Faces = readonly [FaceOnChip, FaceOnChip]
/** Both faces bare, and with each part hidden. */
type Hidden = readonly {
  readonly bare: Descriptor
  readonly without: Readonly<Record<FacePart, Descriptor>>
}[]

async function describedHidden(
  faces: Faces,
  masks: readonly [Masks, Masks],
  { filling }: OtherHiding,
): Promise<Hidden> {
  const hidden = []
  for (const [side, { chip }] of faces.entries()) {
    const chips = FACE_PARTS.map((part) => hidePart(chip, (masks[side] as Masks)[part], filling))
    const [bare, ...rest] = await describeChips(models, [chip, ...chips])
    if (bare === undefined) throw new Error('The recognition net gave no descriptor.')
    const without = FACE_PARTS.map((part, i) => [part, rest[i]?.descriptor as Descriptor])
    hidden.push({ bare: bare.descriptor, without: Object.fromEntries(without) })
  }
  return hidden
}

async function pulls(faces: Faces, masks: readonly [Masks, Masks], hiding: OtherHiding) {
  const [one, other] = (await describedHidden(faces, masks, hiding)) as [Hidden[0], Hidden[0]]
  const distance = euclideanDistance(one.bare, other.bare)
  return FACE_PARTS.map(
    (part): PartPull => ({
      part,
      visitor: euclideanDistance(one.without[part], other.bare) - distance,
      portrait: euclideanDistance(one.bare, other.without[part]) - distance,
    }),
  )
}

function otherPulls([one, other]: Hidden): OtherPulls {
  if (one === undefined || other === undefined) throw new Error('There are two faces.')
  const apart = euclideanDistance
  const placed = (visitor: Descriptor, portrait: Descriptor): number =>
    squaredDistance(
      projectVisitor(gallery.likeness, visitor),
      projectPortrait(gallery.likeness, portrait, 0),
    )
  const inTurnBy = (measure: (visitor: Descriptor, portrait: Descriptor) => number) =>
    byPart(
      (part) =>
        (measure(one.without[part], other.bare) + measure(one.bare, other.without[part])) / 2 -
        measure(one.bare, other.bare),
    )
  return {
    inTurn: inTurnBy(apart),
    atOnce: byPart(
      (part) => apart(one.without[part], other.without[part]) - apart(one.bare, other.bare),
    ),
    inLikenessSpace: inTurnBy(placed),
  }
}

function byPart(value: (part: FacePart) => number): Record<FacePart, number> {
  return Object.fromEntries(FACE_PARTS.map((part) => [part, value(part)])) as Record<
    FacePart,
    number
  >
}

/** The same face as another frame would show it: turned, dimmed, and its landmarks found anew. */
async function anotherFrame(
  { picture, landmarks }: FoundFace,
  random: () => number,
): Promise<FaceOnChip> {
  const { least, most } = TURNED_DEGREES
  const degrees = (random() < 0.5 ? -1 : 1) * (least + (most - least) * random())
  const frameToPicture = turnedAbout(
    uprightSquare(landmarks, FRAME_FIELD, FRAME_PX),
    FRAME_PX / 2,
    degrees,
  )
  const frame = warpPixels(picture, frameToPicture, FRAME_PX)
  const light = DIMMED_TO.least + (DIMMED_TO.most - DIMMED_TO.least) * random()
  for (let at = 0; at < frame.data.length; at++) {
    if (at % 4 !== 3) frame.data[at] = (frame.data[at] as number) * light
  }
  const pictureToFrame = invertTransform(frameToPicture)
  const begun = landmarks.map((point) => applyTransform(pictureToFrame, point))
  const box = { x: 0, y: 0, width: FRAME_PX, height: FRAME_PX }
  const found = await refineLandmarks(models, frame, { box, landmarks: begun })
  return { chip: faceChip(frame, found), onChip: landmarksOnChip(found) }
}

function turnedAbout(
  square: SimilarityTransform,
  half: number,
  degrees: number,
): SimilarityTransform {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const middle = applyTransform(square, { x: half, y: half })
  const a = square.a * cos - square.b * sin
  const b = square.b * cos + square.a * sin
  return { a, b, tx: middle.x - (a - b) * half, ty: middle.y - (b + a) * half }
}

async function largestFace(photo: string): Promise<FoundFace | undefined> {
  const picture = await decodePicture(photo)
  const [face] = await findFaces(models, picture)
  return face && { picture, landmarks: face.landmarks, descriptor: face.descriptor }
}

async function hung(position: number): Promise<FoundFace> {
  const { crop } = gallery.portraits.at(position)
  const landmarks = gallery.portraits.landmarksAt(position)
  if (landmarks === undefined)
    throw new Error('The gallery is of before landmarks were kept; build it anew.')
  const picture = await decodePicture(paths.media(crop.digest))
  return { picture, landmarks, descriptor: gallery.portraits.descriptorAt(position) }
}

async function meanPortrait(): Promise<Pixels> {
  const positions = samplePositions(gallery.portraits.count, MEAN_OF, seededRandom(1))
  const sum = new Float64Array(0)
  let total = sum
  for (const position of positions) {
    const { picture, landmarks } = await hung(position)
    const { data } = faceChip(picture, landmarks)
    if (total.length === 0) total = new Float64Array(data.length)
    for (const [at, value] of data.entries())
      total[at] = (total[at] as number) + value / positions.length
  }
  const side = Math.sqrt(total.length / 4)
  const mean = blankPixels(side, side)
  mean.data.set(total)
  return mean
}
