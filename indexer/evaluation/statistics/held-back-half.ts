import { createHash } from 'node:crypto'

/** Pipelines are decided on the people of one half and reported on those of the other. */
export type Half = 'deciding' | 'reporting'

/** Never change it: what has been decided would be reported on those it was decided with. */
const SPLIT_SEED = 'pendant-halves-1'

/**
 * The half a person belongs to, by their name alone: the same in every list, on every machine, and
 * whoever else is in the list. Upper and lower case and outer blanks make no difference.
 */
export function halfOf(person: string): Half {
  const name = person.normalize('NFC').trim().toLowerCase()
  const [byte] = createHash('sha256').update(`${SPLIT_SEED}/${name}`).digest()
  return (byte as number) % 2 === 0 ? 'deciding' : 'reporting'
}
