import type { AtlasWord, WordKind } from '../../embeddings/atlas/atlas-file.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { nameKey } from '../../embeddings/gallery/portrait-filter.ts'
import { centuriesOf, type Years, yearsOf } from '../../embeddings/gallery/years-of.ts'

/**
 * Words of titles have at least so many letters, except in scripts that write whole words in one.
 */
const LEAST_LETTERS = 3
const LONGEST_WORD = 60
/** A word that fewer portraits have tells of single works, not of a gallery. */
const LEAST_PORTRAITS = 2

/** What joins words in the languages that titles are in, and says nothing by itself. */
const JOINING = new Set(
  `the and of for with from his her its after her into upon who
  der die das und von mit des dem den ein eine einer eines zum zur als aus bei auf nach
  les une des dans avec sur par aux son ses leur chez
  del los las una con por para sus san santa
  het een van met aan voor zijn haar uit op
  gli nel della dei delle degli alla col suo sua`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/**
 * The words of a label by kind, as an atlas lists them: century, artist, museum, medium, and each
 * word of the title.
 */
function wordsOf(label: Label, years: Years | undefined): [WordKind, string][] {
  const whole = (['artist', 'museum', 'medium'] as const).flatMap((kind): [WordKind, string][] => {
    const text = label[kind].replaceAll(/\s+/g, ' ').trim()
    return text === '' ? [] : [[kind, text.slice(0, LONGEST_WORD)]]
  })
  const centuries = years ? centuriesOf(years) : []
  return [
    // A date of three centuries and more is none.
    ...(centuries.length <= 2 ? centuries : []).map((century): [WordKind, string] => [
      'century',
      String(century),
    ]),
    ...whole,
    ...titleWords(label.title).map((word): [WordKind, string] => ['title', word]),
  ]
}

function titleWords(title: string): string[] {
  const segments = new Intl.Segmenter('und', { granularity: 'word' }).segment(title.toLowerCase())
  const words = [...segments].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
  return [...new Set(words)].filter(
    (word) =>
      !JOINING.has(word) &&
      word.length <= LONGEST_WORD &&
      !/^\d+$/.test(word) &&
      (word.length >= LEAST_LETTERS || /^\p{Script=Han}+$/u.test(word)),
  )
}

/** A word that no label has; one that a detector saw has a score. */
type FurtherWord = readonly [kind: WordKind, word: string, score?: number]

/** Every word of a gallery with its portraits, the most frequent first. */
export function listWords(
  labels: readonly Label[],
  years: readonly (Years | undefined)[],
  furtherWords: (position: number) => readonly FurtherWord[] = () => [],
): AtlasWord[] {
  const listed = new Map<
    string,
    { kind: WordKind; word: string; positions: number[]; scores?: number[] }
  >()
  labels.forEach((label, position) => {
    const all: FurtherWord[] = [...wordsOf(label, years[position]), ...furtherWords(position)]
    for (const [kind, word, score] of all) {
      const key = `${kind} ${nameKey(word)}`
      const known = listed.get(key) ?? {
        ...{ kind, word, positions: [] },
        ...(score === undefined ? {} : { scores: [] }),
      }
      listed.set(key, known)
      if (known.positions.at(-1) === position) continue
      known.positions.push(position)
      if (score !== undefined) known.scores?.push(score)
    }
  })
  return [...listed.values()]
    .filter(({ kind, positions }) => kind === 'seen' || positions.length >= LEAST_PORTRAITS)
    .sort((a, b) => b.positions.length - a.positions.length || (a.word < b.word ? -1 : 1))
}

/** The years of each label; labels repeat their dates, and reading one takes long. */
export function yearsOfLabels(labels: readonly Label[]): (Years | undefined)[] {
  const known = new Map<string, Years | undefined>()
  return labels.map(({ date }) => {
    if (!known.has(date)) known.set(date, yearsOf(date))
    return known.get(date)
  })
}
