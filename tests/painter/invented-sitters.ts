import { LABEL_VOICES } from './casting/labels.ts'
import { seededRandom } from './casting/random.ts'
import { ROLES } from './casting/roles.ts'
import type { InventedSitter } from './invented-sitter.ts'
import { MANNER_NAMES, type MannerName } from './manners/manner-names.ts'

/** Everyone in the built-in collection, in the order of their numbers. */
export function inventedSitters(): readonly InventedSitter[] {
  const manners = hangingOrder()
  return ROLES.map(([title, shown, years], index) => {
    const manner = manners[index] as MannerName
    const voice = LABEL_VOICES[manner]
    const seed = Math.imul(index + 1, 0x9e3779b1) >>> 0
    const random = seededRandom(seed ^ 0x51ab)
    return {
      id: `invented-${String(index + 1).padStart(3, '0')}-${slug(title)}`,
      number: index + 1,
      title,
      artist: 'Pendant, by code',
      date: random.pick(voice.dates),
      medium: random.pick(voice.media),
      museum: 'The Built-in Collection',
      creditLine: 'Painted by code; this person never lived',
      rights: 'http://creativecommons.org/publicdomain/zero/1.0/',
      manner,
      shown,
      years,
      // stepping by the golden section visits the whole range evenly, whatever else repeats
      tone: (0.31 + (index + 0.5) * 0.6180339887) % 1,
      seed,
    }
  })
}

/** Deals the manners out so that no two alike hang side by side. */
function hangingOrder(): MannerName[] {
  const dealt = MANNER_NAMES.flatMap((name, at) => {
    const { share } = LABEL_VOICES[name]
    return Array.from({ length: share }, (_, i) => ({
      name,
      place: (i + 0.37 + at * 0.045) / share,
    }))
  })
  return dealt
    .sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
