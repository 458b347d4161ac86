import type { Box } from '../../embeddings/pixels/point.ts'
import type { DeskCard } from '../../server/contract/desk.ts'
import { decisionOnFace, isSameCataloguedFace, requireSecondLook } from '../catalogue/decisions.ts'
import { type EmbedPool, embedPool } from '../faces/embed-pool.ts'
import type { EmbedTask } from '../faces/embed-task.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { type DeskActions, type DeskParts, Stale } from './desk-actions.ts'
import type { DeskFace } from './desk-faces.ts'
import { featuresOf, type Guess, learn, type TaughtFace, type Trial, tryOut } from './learn.ts'

/** A drawn box is at least so large, as a share of the picture's sides. */
const LEAST_BOX_SHARE = 0.01
/** From so many decisions on they teach in which order the rest is shown. */
const LEAST_ANSWERS = 30
const LEARN_EVERY = 20
const DESCRIBER_STAYS_MS = 120_000

/** Review: faces in doubt as cards, decided one by one, each decision taken back at will. */
export function reviewOperations({ catalogue, paths, recipe, faces, tell }: DeskParts) {
  /** Its start takes seconds, so it stays a while for the next box. */
  let pool: EmbedPool | undefined
  let leaving: NodeJS.Timeout | undefined
  function describer(): EmbedPool {
    pool ??= embedPool({ dataFolder: paths.data, workers: 1 })
    clearTimeout(leaving)
    leaving = setTimeout(() => {
      void pool?.close()
      pool = undefined
    }, DESCRIBER_STAYS_MS)
    return pool
  }

  const cardOf = (face: DeskFace): DeskCard => faces.cardOf(face, null)
  const nowOn = ({ work, box }: DeskFace) =>
    decisionOnFace(catalogue.decisions.ofWork(work.id), box)

  /** Tells all desks of a face whose decision has changed. */
  function changed(face: DeskFace, by: string): DeskCard {
    faces.lookAtDecisions(face.work.id)
    const card = cardOf(face)
    tell('desk:face', { card, by })
    return card
  }

  /** Keeps what it had of the work unless its picture can be described again. */
  async function describeAgain(workId: string, file: string, drawn: readonly Box[]): Promise<void> {
    const task: EmbedTask = { workId, file, knownContent: undefined, drawn }
    const { signal } = new AbortController()
    for await (const { outcome } of describer().run([task], signal)) {
      if (outcome.status !== 'described') {
        const why = 'reason' in outcome ? outcome.reason : outcome.status
        throw new CuratorError(`The picture of ${workId} cannot be described again: ${why}.`)
      }
      catalogue.descriptions.put(workId, outcome.stamp, recipe, outcome.description)
    }
  }

  let lesson: { guess?: Guess | undefined; trial: Trial | null; decided: number } | undefined
  /** What the decisions so far teach, learned anew after every few. */
  function learned(decided: number) {
    if (decided < LEAST_ANSWERS) return { guess: undefined, trial: null }
    if (lesson && Math.abs(decided - lesson.decided) < LEARN_EVERY) return lesson
    const examples = faces.all().flatMap((face): TaughtFace[] => {
      const decision = faces.decisionOn(face)
      if (!decision || decision.verdict === 'sensitive') return []
      const isYes = decision.verdict === 'approved' || decision.verdict === 'pinned'
      return [{ features: featuresOf(face.face, face.described), isYes }]
    })
    lesson = { guess: learn(examples), trial: tryOut(examples) ?? null, decided }
    return lesson
  }

  return {
    'review-queue': ({ except, limit }) => {
      const there = new Set(except)
      const open = faces.all().filter((face) => !faces.decisionOn(face))
      const decided = faces.all().length - open.length
      const { guess, trial } = learned(decided)
      const waiting = open.map((face) => {
        const hangs = guess?.(featuresOf(face.face, face.described)) ?? null
        // Once something is learned, what it is least sure of comes first.
        const doubt = hangs === null ? face.doubt : 1 - Math.abs(2 * hangs - 1)
        return { face, hangs, doubt }
      })
      const cards = waiting
        .filter(({ face }) => !there.has(face.id))
        .sort((a, b) => b.doubt - a.doubt || (a.face.id < b.face.id ? -1 : 1))
        .slice(0, limit)
        .map(({ face, hangs }) => faces.cardOf(face, hangs))
      return { cards, open: open.length, decided, trial }
    },

    'review-decide': ({ face: id, version, verdict, why }, by) => {
      const face = faces.named(id)
      catalogue.inOne(() => {
        const current = nowOn(face)
        if ((current?.id ?? 0) !== version) {
          throw new Stale(
            current
              ? `${current.by} has said “${current.verdict}” of it in the meantime.`
              : 'What was decided about it has been taken back in the meantime.',
          )
        }
        const decision = {
          workId: face.work.id,
          faceBox: face.box,
          verdict,
          by,
          why,
          at: new Date(),
        } as const
        requireSecondLook(decision, catalogue.decisions.ofWork(face.work.id))
        catalogue.decisions.add(decision)
        catalogue.audit.note('decide', { id, verdict, by, why }, by)
      })
      return { card: changed(face, by) }
    },

    'review-undo': (_, by) => {
      const undone = catalogue.inOne(() => {
        const latest = catalogue.decisions.latestBy(by)
        if (!latest?.faceBox) return undefined
        const made = catalogue.decisions.ofWork(latest.workId)
        const counts = decisionOnFace(made, latest.faceBox)
        if (counts && counts.id !== latest.id) {
          throw new Stale(`${counts.by} has said “${counts.verdict}” of it since; that stands.`)
        }
        catalogue.decisions.takeBack(latest.id, by)
        catalogue.audit.note('take back', { id: latest.workId, verdict: latest.verdict }, by)
        return latest
      })
      if (!undone) return { card: null }
      faces.lookAtDecisions(undone.workId)
      const face = faces
        .all()
        .find(
          (each) =>
            each.work.id === undone.workId && decisionOnFace([undone], each.box) !== undefined,
        )
      return { card: face ? changed(face, by) : null }
    },

    'review-draw': async ({ work: workId, box }, by) => {
      const isInside = box.x + box.width <= 1 && box.y + box.height <= 1
      if (!isInside || Math.min(box.width, box.height) < LEAST_BOX_SHARE) {
        throw new CuratorError('The box lies outside of the picture, or is too small for a face.')
      }
      const work = catalogue.works.byId(workId)
      if (!work) throw new CuratorError(`There is no work ${workId} in the catalogue.`)
      const others = catalogue.drawnFaces
        .ofWork(workId)
        .filter((each) => !isSameCataloguedFace(each, box))
      await describeAgain(workId, work.file, [...others, box])
      catalogue.inOne(() => {
        catalogue.drawnFaces.add(workId, box, by)
        const decision = { workId, faceBox: box, verdict: 'approved', by, at: new Date() } as const
        catalogue.decisions.add({ ...decision, why: 'drawn by hand' })
        catalogue.audit.note('draw', { workId, box }, by)
      })
      faces.lookAfresh()
      const face = faces
        .all()
        .find(
          (each) =>
            each.work.id === workId &&
            Math.abs(each.box.x - box.x) + Math.abs(each.box.y - box.y) < 0.002,
        )
      if (!face) throw new CuratorError(`No face of ${workId} could be described in that box.`)
      return { card: changed(face, by) }
    },
  } satisfies Partial<DeskActions>
}
