import { FIELD_NAMES, type NamedField } from '../label-names.ts'
import { slug } from '../work-id.ts'
import type { LanguageMap } from './language-map.ts'
import type { MetadataPair } from './presentation-3.ts'

/** A manifest has its title in its own label, so that a pair named so says nothing more. */
type IiifField = Exclude<NamedField, 'title'>
const FIELDS = (Object.keys(FIELD_NAMES) as NamedField[]).filter((field) => field !== 'title')

/** What a museum's own pairs of names and values tell that a wall label has a place for. */
export function fieldsOf(
  pairs: readonly MetadataPair[],
): Readonly<Partial<Record<IiifField, LanguageMap>>> {
  const found: Partial<Record<IiifField, { rank: number; value: LanguageMap }>> = {}
  for (const { label, value } of pairs) {
    if (value.size === 0) continue
    const names = [...label.values()].flat().map(slug)
    for (const field of FIELDS) {
      const rank = FIELD_NAMES[field].findIndex((name) => names.includes(name))
      if (rank < 0 || rank >= (found[field]?.rank ?? Number.POSITIVE_INFINITY)) continue
      found[field] = { rank, value }
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([field, { value }]) => [field, value] as const),
  )
}
