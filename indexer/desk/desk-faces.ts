import { euclideanDistance } from '../../embeddings/face/distance.ts'
import { projectProbe } from '../../embeddings/likeness/likeness-space.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { buildHnswIndex, type HnswIndex } from '../../embeddings/store/hnsw-index.ts'
import type { DeskCard } from '../../server/contract/desk.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { boxInShares, byWork, decisionOnFace, type KeptDecision } from '../catalogue/decisions.ts'
import type {
  CataloguedFace,
  PictureDescription,
  PipelineVersion,
} from '../catalogue/descriptions.ts'
import type { Work } from '../catalogue/works.ts'
import { reasonNotToHang } from '../faces/hanging-rules.ts'
import { judgeWorks } from '../gallery/choose-portraits.ts'
import { fitLikeness } from '../likeness/fit-likeness.ts'
import type { VisitorModel } from '../likeness/visitor-model.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { type Doubt, doubtInAll, doubtsAbout } from './doubts.ts'

/** A face of the catalogue as the desk has it in memory. */
export type DeskFace = {
  readonly id: string
  readonly work: Work
  readonly described: PictureDescription
  readonly face: CataloguedFace
  /** In shares of the picture. */
  readonly box: Box
  /** Why the rules leave it out; undefined when they do not. */
  readonly rule: string | undefined
  readonly doubts: readonly Doubt[]
  /** From 0 to 1. */
  readonly doubt: number
  readonly copyOf: string | undefined
}

/** A face, and its Euclidean distance. */
export type FaceAtDistance = { readonly face: DeskFace; readonly distance: number }

/** A full look at the catalogue is not taken more often than this while others write. */
const LOOK_EVERY_MS = 5_000
const HUB_NEIGHBOURS = 10

export type DeskFaces = ReturnType<typeof deskFaces>

/**
 * All faces of the catalogue, with what makes them doubtful, kept in memory and read anew when
 * another process has changed the catalogue.
 */
export function deskFaces(catalogue: Catalogue, recipe: PipelineVersion, model: VisitorModel) {
  let faces: DeskFace[] = []
  let byId = new Map<string, DeskFace>()
  let positions = new Map<string, number>()
  let index: HnswIndex | undefined
  let decisions = new Map<string, KeptDecision[]>()
  let seenCount = -1
  let seenAtMs = Number.NEGATIVE_INFINITY

  function lookAfresh(): void {
    seenCount = catalogue.changeCount()
    const found: Omit<DeskFace, 'doubts' | 'doubt'>[] = []
    for (const { work, described, faces: verdicts, copyOf } of judgeWorks(catalogue, recipe)) {
      if (!described) continue
      for (const { face } of verdicts) {
        found.push({
          id: `${work.id}~${face.number}`,
          work,
          described,
          face,
          box: boxInShares(face.box, described),
          rule: reasonNotToHang(face, described),
          copyOf,
        })
      }
    }
    const { places } = fitLikeness(
      found.map(({ face }) => face.descriptor),
      model,
    )
    index = buildHnswIndex(places)
    const near = places.map((place) =>
      (index as HnswIndex).nearest(projectProbe(place), HUB_NEIGHBOURS + 1),
    )
    const hubCounts = new Array<number>(found.length).fill(0)
    near.forEach((neighbours, own) => {
      for (const { position } of neighbours)
        if (position !== own) hubCounts[position] = (hubCounts[position] ?? 0) + 1
    })
    faces = found.map((each, own) => {
      const nearest = (near[own] ?? [])
        .map(({ position }) => found[position] as (typeof found)[number])
        // What the rules leave out, such as heads in profile, is near to much and tells nothing.
        .filter(({ work, rule }) => work.id !== each.work.id && rule === undefined)
        .map(({ work, face }) => ({
          title: work.label.title,
          distance: euclideanDistance(each.face.descriptor, face.descriptor),
        }))
        .sort((a, b) => a.distance - b.distance)[0]
      const among = { nearest, hubCount: hubCounts[own] ?? 0, copyOf: each.copyOf }
      const doubts = doubtsAbout(each.face, each.rule, among)
      return { ...each, doubts, doubt: doubtInAll(doubts) }
    })
    byId = new Map(faces.map((face) => [face.id, face]))
    positions = new Map(faces.map((face, position) => [face.id, position]))
    decisions = byWork(catalogue.decisions.all())
    seenAtMs = performance.now()
  }

  function refresh(): void {
    const isOld = performance.now() - seenAtMs > LOOK_EVERY_MS
    if (isOld && catalogue.changeCount() !== seenCount) lookAfresh()
  }

  const decisionOn = ({ work, box }: DeskFace): KeptDecision | undefined =>
    decisionOnFace(decisions.get(work.id) ?? [], box)

  return {
    /** All faces, after a look at whether others have changed anything. */
    all(): readonly DeskFace[] {
      refresh()
      return faces
    },
    /** Throws where there is no such face, or none any more. */
    named(id: string): DeskFace {
      refresh()
      const face = byId.get(id)
      if (face) return face
      throw new CuratorError(
        `The face ${id} is no longer there: its work has gone, or was described again.`,
      )
    },
    /** Reads everything anew, after the desk itself has changed what is described. */
    lookAfresh,
    /** The next question is answered after a look at what others have changed. */
    lookSoon(): void {
      seenAtMs = Number.NEGATIVE_INFINITY
    },
    /** Reads the decisions about a work anew. */
    lookAtDecisions(workId: string): void {
      decisions.set(workId, catalogue.decisions.ofWork(workId))
    },
    decisionOn,
    /** The nearest faces of other works. */
    nearestTo(face: DeskFace, count: number): FaceAtDistance[] {
      const position = positions.get(face.id)
      if (position === undefined || !index) return []
      return index
        .nearest(projectProbe(index.embeddingAt(position)), count + face.described.faces.length)
        .map((neighbour) => faces[neighbour.position] as DeskFace)
        .filter(({ work }) => work.id !== face.work.id)
        .slice(0, count)
        .map((near) => ({
          face: near,
          distance: euclideanDistance(near.face.descriptor, face.face.descriptor),
        }))
    },
    cardOf(face: DeskFace, hangs: number | null): DeskCard {
      const { label } = face.work
      const decision = decisionOn(face)
      return {
        face: face.id,
        work: face.work.id,
        version: decision?.id ?? 0,
        crop: face.face.crop,
        picture: face.described.picture,
        box: face.box,
        title: label.title,
        artist: label.artist,
        date: label.date,
        museum: label.museum,
        source: face.work.source,
        doubts: face.doubts.map(({ words }) => words),
        rule: face.rule ?? null,
        verdict: decision ? { is: decision.verdict, by: decision.by, why: decision.why } : null,
        hangs,
        others: face.described.faces.map(({ number }) => {
          const other = byId.get(`${face.work.id}~${number}`) as DeskFace
          const its =
            decisionOn(other)?.verdict ?? (other.rule === undefined ? 'hangs' : 'left out')
          return { face: other.id, box: other.box, is: its }
        }),
      }
    },
  }
}
