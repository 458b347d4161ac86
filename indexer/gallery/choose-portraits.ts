import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import type { DoubtedFace } from '../atlas/make-atlas.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import {
  boxInShares,
  type Decision,
  decisionOnFace,
  decisionOnWork,
} from '../catalogue/decisions.ts'
import type {
  CataloguedFace,
  PictureDescription,
  PipelineVersion,
} from '../catalogue/descriptions.ts'
import { type FaceOfWork, sitterNumbers } from '../catalogue/sitters.ts'
import type { Work } from '../catalogue/works.ts'
import { doubtsFace, reasonNotToHang } from '../faces/hanging-rules.ts'
import { faceWindow, onCrop } from '../images/face-window.ts'
import { findCopies, type Lookalike } from './find-copies.ts'

/** One face of a work and what becomes of it. */
type FaceVerdict = {
  readonly face: CataloguedFace
  /** Why it is not hung; undefined when it is. */
  readonly reason: string | undefined
  /** Rejected by a person, or doubted by the rules: what the detector saw may be no face. */
  readonly isDoubted: boolean
  /** See `Portrait.sitter`. */
  readonly sitter?: string | undefined
  /** See `Portrait.categories`. */
  readonly categories: readonly string[]
}

/** What becomes of a work. */
export type WorkVerdict = {
  readonly work: Work
  readonly described: PictureDescription | undefined
  readonly faces: readonly FaceVerdict[]
  /** Why nothing of it is hung; undefined when something is. */
  readonly skipped: string | undefined
  /** Where no face hangs and nobody has decided on the work: what may be no faces at all. */
  readonly doubted: readonly CataloguedFace[]
  /** The work whose picture this one's is a copy of, and which hangs in its place. */
  readonly copyOf?: string
}

/**
 * Every work by id, each with what of it may be hung: people's decisions first, then the rules; of
 * copies of one picture only one. Reads each work twice, so that never all are held in memory.
 */
export function* judgeWorks(catalogue: Catalogue, recipe: PipelineVersion): Generator<WorkVerdict> {
  const copies = findCopies([...lookalikes(catalogue, recipe)])
  for (const verdict of judgeEach(catalogue, recipe)) {
    const { id } = verdict.work
    const copyOf = verdict.skipped === undefined ? copies.get(id) : undefined
    if (copyOf === undefined) yield verdict
    else {
      const skipped = `the same picture as ${copyOf}; if it is another work: npm run pendant -- decide ${id} approved --why "…"`
      yield { ...verdict, skipped, copyOf }
    }
  }
}

/**
 * What may hang, as it looks. A work that waits for a second look is among them: so do its copies.
 * One that was hidden is not: it may have been hidden for its copy's sake.
 */
function* lookalikes(catalogue: Catalogue, recipe: PipelineVersion): Generator<Lookalike> {
  for (const { work, described, faces, skipped } of judgeEach(catalogue, recipe)) {
    if (!described) continue
    const made = catalogue.decisions.ofWork(work.id)
    const waits = decisionOnWork(made)?.verdict === 'sensitive'
    const hash = catalogue.descriptions.hashOf(described.picture.digest)
    const descriptors = faces.flatMap(({ face, reason }) => (reason ? [] : [face.descriptor]))
    if ((skipped !== undefined && !waits) || hash === undefined) continue
    yield {
      workId: work.id,
      hash,
      descriptors,
      pixels: described.width * described.height,
      isApproved: made.some(({ verdict }) => verdict === 'approved' || verdict === 'pinned'),
    }
  }
}

function* judgeEach(catalogue: Catalogue, recipe: PipelineVersion): Generator<WorkVerdict> {
  const said: SaidOfFaces = {
    numberOf: sitterNumbers(catalogue.sitters.all()),
    categoriesOf: catalogue.categories.shownOf(),
  }
  for (const work of catalogue.works.all()) {
    const described = catalogue.descriptions.ofWork(work.id, recipe)
    const made = catalogue.decisions.ofWork(work.id)
    const faces = described ? judgeFaces(work.id, described, made, said) : []
    const skipped = described
      ? (reasonOfDecision(decisionOnWork(made)) ?? whyNone(described, faces))
      : (catalogue.descriptions.skipReason(work.id) ?? 'it has not been described yet')
    const isOpen = decisionOnWork(made) === undefined
    const doubted =
      isOpen && faces.every(({ reason }) => reason !== undefined)
        ? faces.filter(({ isDoubted }) => isDoubted).map(({ face }) => face)
        : []
    yield { work, described, faces, skipped, doubted }
  }
}

/** The portraits of a judged work, the largest face first. */
export function portraitsOf({ work, described, faces, skipped }: WorkVerdict): DescribedPortrait[] {
  if (!described || skipped !== undefined) return []
  return faces
    .filter(({ reason }) => reason === undefined)
    .map(({ face, sitter, categories }) => ({
      portrait: {
        id: `${work.id}~${face.number}`,
        workId: work.id,
        label: work.label,
        picture: described.picture,
        ...(described.closer ? { closer: described.closer } : {}),
        crop: face.crop,
        place: boxInShares(faceWindow(face, described).area, described),
        eyes: face.eyes,
        facesInWork:
          faces.filter(({ isDoubted }) => !isDoubted).length + described.facesBeyondLimit,
        quality: face.quality,
        ...(sitter === undefined ? {} : { sitter }),
        ...(categories.length === 0 ? {} : { categories: [...categories] }),
      },
      descriptor: face.descriptor,
      landmarks: onCrop(face.landmarks, faceWindow(face, described), face.crop),
    }))
}

/** What the detector took for faces in a judged work that has none to hang. */
export function doubtedOf({ work, doubted }: WorkVerdict): DoubtedFace[] {
  const { title, artist, requiredStatement } = work.label
  return doubted.map(({ crop, eyes, score }) => {
    return { workId: work.id, title, artist, requiredStatement, score, crop, eyes }
  })
}

/** Whom faces show, and what else people said of them. */
type SaidOfFaces = {
  numberOf(face: FaceOfWork): number | undefined
  categoriesOf(face: FaceOfWork): string[]
}

function judgeFaces(
  workId: string,
  described: PictureDescription,
  made: readonly Decision[],
  { numberOf, categoriesOf }: SaidOfFaces,
): FaceVerdict[] {
  return described.faces.map((face) => {
    const faceBox = boxInShares(face.box, described)
    const decision = decisionOnFace(made, faceBox)
    const number = numberOf({ workId, faceBox })
    const sitter = number === undefined ? undefined : `sitter-${number + 1}`
    // A person's yes stands above the rules.
    const approved = decision?.verdict === 'approved' || decision?.verdict === 'pinned'
    const reason = approved
      ? undefined
      : (reasonOfDecision(decision) ?? reasonNotToHang(face, described))
    const isDoubted = decision === undefined ? doubtsFace(reason) : decision.verdict === 'rejected'
    return { face, reason, isDoubted, sitter, categories: categoriesOf({ workId, faceBox }) }
  })
}

function reasonOfDecision(decision: Decision | undefined): string | undefined {
  if (!decision || decision.verdict === 'approved' || decision.verdict === 'pinned')
    return undefined
  const why = decision.why && `: ${decision.why}`
  const waiting = decision.verdict === 'sensitive' ? ' (waits for a second look)' : ''
  return `${decision.verdict} by ${decision.by}${why}${waiting}`
}

function whyNone(
  { facesTooSmall }: PictureDescription,
  faces: readonly FaceVerdict[],
): string | undefined {
  if (faces.some(({ reason }) => reason === undefined)) return undefined
  const reasons = new Map<string, number>()
  if (facesTooSmall > 0) reasons.set('too small', facesTooSmall)
  for (const { reason } of faces) {
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  if (reasons.size === 0) return 'no face was found'
  return `no face can be hung (${[...reasons].map(([reason, count]) => `${count} ${reason}`).join(', ')})`
}
