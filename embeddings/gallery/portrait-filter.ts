import type { Label, Portrait } from './portrait.ts'
import { centuriesOf, yearsOf } from './years-of.ts'

/**
 * Which portraits may answer: those that meet every condition given. Of several museums, centuries,
 * places or categories one is enough.
 */
export type PortraitFilter = {
  /** As labels write them; capitals and spaces at the ends make no difference. */
  readonly museums?: readonly string[]
  /** 17 for 1601–1700, -5 for 500–401 BC. */
  readonly centuries?: readonly number[]
  /** Where works hang, as labels write the room; what is not on view hangs nowhere. */
  readonly places?: readonly string[]
  /** As the curator named them. */
  readonly categories?: readonly string[]
  /** Hangs where visitors can see it, as far as is known. */
  readonly onView?: true
}

/** What of a portrait a filter looks at: of its label, and what it shows. */
export type FilteredPortrait = Pick<Label, 'museum' | 'date' | 'room' | 'onView'> &
  Pick<Portrait, 'categories'>

/** What a filter asks of a portrait, in a form that can be listed and looked up. */
type Facets = {
  readonly museum: string
  /** None where the date names no year. */
  readonly centuries: readonly number[]
  readonly place: string
  readonly categories: readonly string[]
  readonly onView: boolean
}

/**
 * Names as labels write them, without the spaces at their ends; empty where a label does not say.
 * Whoever looks at many portraits may hand in a `centuriesIn` that remembers dates: reading one
 * takes some 10 µs, and many works share it.
 */
export function facetsOf(
  { museum, date, room, onView, categories = [] }: FilteredPortrait,
  centuriesIn = centuriesNamed,
): Facets {
  return {
    museum: museum.trim(),
    centuries: centuriesIn(date),
    place: onView === false ? '' : room.trim(),
    categories,
    onView: onView === true,
  }
}

/** The centuries that a date touches; none where it names no year. */
export function centuriesNamed(date: string): readonly number[] {
  const years = yearsOf(date)
  return years ? centuriesOf(years) : []
}

/** The name of a museum, a place or a category as it is compared. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

/**
 * Whether a portrait meets a filter. A gallery's lists of positions give the same answer faster.
 */
export function passesFilter(portrait: FilteredPortrait, filter: PortraitFilter): boolean {
  const { museum, centuries, place, categories, onView } = facetsOf(portrait)
  const isOneOf = <T>(wanted: readonly T[] | undefined, given: readonly T[]): boolean =>
    wanted === undefined || wanted.some((each) => given.includes(each))
  return (
    isOneOf(filter.museums?.map(nameKey), [nameKey(museum)]) &&
    isOneOf(filter.centuries, centuries) &&
    isOneOf(filter.places?.map(nameKey), [nameKey(place)]) &&
    isOneOf(filter.categories?.map(nameKey), categories.map(nameKey)) &&
    (filter.onView === undefined || onView)
  )
}

/** How many portraits there are of each value that a condition may name, the most first. */
export type FacetCounts = {
  readonly museum: readonly FacetCount<string>[]
  readonly century: readonly FacetCount<number>[]
  readonly place: readonly FacetCount<string>[]
  readonly category: readonly FacetCount<string>[]
  /** How many hang where visitors can see them. */
  readonly onView: number
}
export type FacetCount<Value> = { readonly value: Value; readonly portraits: number }
