import type { Label } from './portrait.ts'
import { centuriesOf, yearsOf } from './years-of.ts'

/**
 * Which portraits may answer: those that meet every condition given. Of several museums or centuries
 * one is enough.
 */
export type PortraitFilter = {
  /** As labels write them; capitals and spaces at the ends make no difference. */
  readonly museums?: readonly string[]
  /** 17 for 1601–1700, -5 for 500–401 BC. */
  readonly centuries?: readonly number[]
  /** Hangs where visitors can see it, as far as is known. */
  readonly onView?: true
}

/** What of a label a filter looks at. */
export type FilteredLabel = Pick<Label, 'museum' | 'date' | 'onView'>

/** What a filter asks of a label, in a form that can be listed and looked up. */
type Facets = {
  readonly museum: string
  /** None where the date names no year. */
  readonly centuries: readonly number[]
  readonly onView: boolean
}

export function facetsOf({ museum, date, onView }: FilteredLabel): Facets {
  const years = yearsOf(date)
  return {
    museum: museumKey(museum),
    centuries: years ? centuriesOf(years) : [],
    onView: onView === true,
  }
}

/** A museum's name as it is compared. */
export function museumKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

/** Whether a label meets a filter: the definition, which a gallery's lists of positions only hasten. */
export function passesFilter(label: FilteredLabel, filter: PortraitFilter): boolean {
  const { museum, centuries, onView } = facetsOf(label)
  const isOneOf = <T>(wanted: readonly T[] | undefined, given: readonly T[]): boolean =>
    wanted === undefined || wanted.some((each) => given.includes(each))
  return (
    isOneOf(filter.museums?.map(museumKey), [museum]) &&
    isOneOf(filter.centuries, centuries) &&
    (filter.onView === undefined || onView)
  )
}
