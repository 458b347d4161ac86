import { euclideanDistance } from '../../embeddings/face/distance.ts'
import type { DeskCard } from '../../server/contract/desk.ts'
import { byWork, isSameCataloguedFace } from '../catalogue/decisions.ts'
import { groupProbes } from '../evaluation/lists/probe-groups.ts'
import { HOW_TO_READ, nearnessByGroup, nearnessCsv } from '../evaluation/who-is-missing.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import type { DeskActions, DeskParts } from './desk-actions.ts'
import type { DeskFace, FaceAtDistance } from './desk-faces.ts'
import { ALIKE_DISTANCE } from './doubts.ts'
import { featuresOf, learn, type TaughtFace, tryOut } from './learn.ts'

/** Faces of two works farther apart than this are not proposed as one sitter. */
const SITTER_DISTANCE = 0.58
const NEAR = 24
const PAIRS = 60

/** Know the collection, and teach it categories. */
export function collectionOperations({ catalogue, faces }: DeskParts) {
  const card = (face: DeskFace): DeskCard => faces.cardOf(face, null)
  const mayHang = (face: DeskFace): boolean => {
    const verdict = faces.decisionOn(face)?.verdict
    return verdict === undefined
      ? face.rule === undefined
      : verdict === 'approved' || verdict === 'pinned'
  }

  /** Each face with its nearest of another work, the nearest pairs first; each pair once. */
  function nearPairs(
    from: number,
    to: number,
  ): { one: DeskFace; other: DeskFace; distance: number }[] {
    const met = new Set<string>()
    return faces
      .all()
      .filter(mayHang)
      .flatMap((one) =>
        faces.nearestTo(one, 5).map(({ face: other, distance }) => ({ one, other, distance })),
      )
      .filter(({ one, other, distance }) => {
        if (!mayHang(other)) return false
        const key = [one.id, other.id].sort().join('\n')
        if (distance < from || distance >= to || met.has(key)) return false
        met.add(key)
        return true
      })
      .sort((a, b) => a.distance - b.distance)
  }

  /**
   * The share of all nearest distances that are larger: how unusual a pair is in this collection.
   */
  function rarity(): (distance: number) => number {
    const nearest = faces
      .all()
      .filter(mayHang)
      .flatMap((face) => faces.nearestTo(face, 1).map(({ distance }: FaceAtDistance) => distance))
      .sort((a, b) => a - b)
    return (distance) => {
      const at = nearest.findIndex((each) => each >= distance)
      return nearest.length === 0 ? 0 : 1 - (at < 0 ? nearest.length : at) / nearest.length
    }
  }

  /** Whether a person has said of two faces that they show one sitter, or two people. */
  function sayings(): (one: DeskFace, other: DeskFace) => boolean {
    const said = catalogue.sitters.all()
    const shows = (face: DeskFace, meant: (typeof said)[number]['faces'][number]): boolean =>
      meant.workId === face.work.id && isSameCataloguedFace(meant.faceBox, face.box)
    return (one, other) =>
      said.some(
        ({ faces: [a, b] }) =>
          (shows(one, a) && shows(other, b)) || (shows(one, b) && shows(other, a)),
      )
  }

  function categoryNamed(id: number): { id: number; name: string } {
    const category = catalogue.categories.all().find((each) => each.id === id)
    if (category) return category
    throw new CuratorError('This category has been removed.')
  }

  /** What counts of the answers about a category: of each face the latest. */
  function answersOf(category: number): Map<DeskFace, boolean> {
    const given = catalogue.categories.answers().filter((each) => each.category === category)
    const ofWork = byWork(given)
    const answers = new Map<DeskFace, boolean>()
    for (const face of faces.all()) {
      const latest = ofWork
        .get(face.work.id)
        ?.findLast(({ faceBox }) => isSameCataloguedFace(faceBox, face.box))
      if (latest) answers.set(face, latest.isIn)
    }
    return answers
  }

  const examplesOf = (answers: ReadonlyMap<DeskFace, boolean>): TaughtFace[] =>
    [...answers].map(([{ face, described }, isYes]) => ({
      features: featuresOf(face, described),
      isYes,
    }))

  /** Faces that nobody has answered about, the likeliest first, with how likely. */
  function proposals(
    answers: ReadonlyMap<DeskFace, boolean>,
  ): { face: DeskFace; likely: number | null }[] {
    const open = faces.all().filter((face) => !answers.has(face) && face.rule === undefined)
    const guess = learn(examplesOf(answers))
    const yes = [...answers].flatMap(([face, isYes]) => (isYes ? [face] : []))
    const rank = (face: DeskFace): number =>
      guess
        ? guess(featuresOf(face.face, face.described))
        : -Math.min(
            9,
            ...yes.map((each) => euclideanDistance(each.face.descriptor, face.face.descriptor)),
          )
    return open
      .map((face) => ({ face, rank: rank(face) }))
      .sort((a, b) => b.rank - a.rank || (a.face.id < b.face.id ? -1 : 1))
      .map(({ face, rank: likely }) => ({ face, likely: guess ? likely : null }))
  }

  return {
    'find-faces': ({ text, category, offset, limit }) => {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean)
      const members = category === undefined ? undefined : answersOf(category)
      const found = faces.all().filter((face) => {
        const { label, id, source } = face.work
        const said = [label.title, label.artist, label.date, label.museum, source, id]
          .join('\n')
          .toLowerCase()
        return (
          words.every((word) => said.includes(word)) && (!members || members.get(face) === true)
        )
      })
      return { cards: found.slice(offset, offset + limit).map(card), count: found.length }
    },

    'near-faces': ({ face: id }) => {
      const near = faces.nearestTo(faces.named(id), NEAR)
      return {
        cards: near.map(({ face }) => card(face)),
        distances: near.map(({ distance }) => distance),
      }
    },

    duplicates: () => ({
      pairs: nearPairs(0, ALIKE_DISTANCE)
        .slice(0, PAIRS)
        .map(({ one, other, distance }) => ({
          one: card(one),
          other: card(other),
          distance,
          isSamePicture: one.copyOf === other.work.id || other.copyOf === one.work.id,
          rarer: 1,
        })),
    }),

    'sitter-proposals': () => {
      const rarer = rarity()
      const isSaid = sayings()
      return {
        pairs: nearPairs(0, SITTER_DISTANCE)
          .filter(({ one, other }) => !one.copyOf && !other.copyOf && !isSaid(one, other))
          .slice(0, PAIRS)
          .map(({ one, other, distance }) => ({
            one: card(one),
            other: card(other),
            distance,
            isSamePicture: false,
            rarer: rarer(distance),
          })),
      }
    },

    'sitter-answer': ({ one, other, isSame, why }, by) => {
      const both = [faces.named(one), faces.named(other)].map(({ work, box }) => ({
        workId: work.id,
        faceBox: box,
      }))
      const [a, b] = both as [(typeof both)[number], (typeof both)[number]]
      if (one === other) throw new CuratorError('These are the same face; name two.')
      catalogue.inOne(() => {
        catalogue.sitters.add({ faces: [a, b], isSame, by, why, at: new Date() })
        catalogue.audit.note('same-sitter', { id: one, other, isSame, by, why }, by)
      })
      return {}
    },

    'missing-groups': ({ files, table, column }) =>
      groupProbes(files, table === undefined ? undefined : { text: table, column }),

    'missing-figures': ({ probes }, by) => {
      const groups = nearnessByGroup(probes)
      // That somebody asked, and not about whom: nothing of the answer is kept.
      catalogue.audit.note('who is missing', { pictures: probes.length }, by)
      return { groups, csv: nearnessCsv(groups), howToRead: HOW_TO_READ }
    },

    categories: () => ({
      categories: catalogue.categories.all().map(({ id, name, isShown }) => {
        const answers = [...answersOf(id).values()]
        const yes = answers.filter(Boolean).length
        return { id, name, isShown, yes, no: answers.length - yes }
      }),
    }),

    'category-add': ({ name }, by) => {
      const isNew = catalogue.inOne(() => {
        const added = catalogue.categories.add(name, by)
        if (added) catalogue.audit.note('category added', { name }, by)
        return added
      })
      if (!isNew) throw new CuratorError(`There is a category “${name}” already.`)
      return {}
    },

    'category-show': ({ category, isShown }, by) => {
      const { name } = categoryNamed(category)
      catalogue.inOne(() => {
        catalogue.categories.show(category, isShown)
        catalogue.audit.note(isShown ? 'category shown' : 'category kept back', { name }, by)
      })
      return {}
    },

    'category-remove': ({ category }, by) => {
      const { name } = categoryNamed(category)
      catalogue.inOne(() => {
        catalogue.categories.remove(category)
        catalogue.audit.note('category removed', { name }, by)
      })
      return {}
    },

    'category-next': ({ category, limit }) => {
      categoryNamed(category)
      const answers = answersOf(category)
      const next = proposals(answers).slice(0, limit)
      return {
        cards: next.map(({ face, likely }) => faces.cardOf(face, likely)),
        answered: answers.size,
        trial: tryOut(examplesOf(answers)) ?? null,
      }
    },

    'category-answer': ({ category, face: id, isIn }, by) => {
      categoryNamed(category)
      const { work, box } = faces.named(id)
      catalogue.inOne(() => {
        catalogue.categories.answer({ category, workId: work.id, faceBox: box, isIn, by })
        catalogue.audit.note('category', { category, id, isIn }, by)
      })
      return {}
    },

    'category-undo': ({ category }, by) => ({
      isDone: catalogue.categories.takeBack(categoryNamed(category).id, by),
    }),
  } satisfies Partial<DeskActions>
}
