import type { RegionWord } from '../../embeddings/atlas/atlas-file.ts'
import type { Messages } from '../messages/messages.ts'

/** Words of a region that its name is made of. */
const IN_A_NAME = 2

/**
 * A word as it is read: a century in the language's own way, what was seen in the language itself,
 * what is quoted as it stands.
 */
export function wordInFull({ kind, word }: Pick<RegionWord, 'kind' | 'word'>, messages: Messages) {
  const things: Readonly<Record<string, string>> = messages.things
  if (kind === 'seen') return things[word] ?? word
  if (kind !== 'century') return word
  const century = Number(word)
  return century < 0 ? messages.cabinet.centuryBefore(-century) : messages.cabinet.century(century)
}

/** What a region is called after what its works have more often than others. */
export function regionName(
  words: readonly RegionWord[],
  messages: Messages,
  unnamed: string,
): string {
  const name = words.slice(0, IN_A_NAME).map((word) => wordInFull(word, messages))
  return name.length > 0 ? name.join(' · ') : unnamed
}
