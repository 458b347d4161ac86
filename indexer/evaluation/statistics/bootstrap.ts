import { seededRandom } from '../../likeness/seeded-random.ts'

/** Where a figure lies with 95 % confidence; null at an end that is not a finite number. */
export type Interval = readonly [low: number | null, high: number | null]

export type Intervals<Figures> = { readonly [Key in keyof Figures]: Interval }

export type BootstrapOptions = {
  /** Default 1000: the ends of an interval then move by about a twentieth of its width. */
  readonly resamples?: number
  /**
   * For figures that resampling itself moves, such as how many different portraits come first (a
   * person who is drawn twice finds nothing new): the spread of the resamples is laid around the
   * measured figure. On a made-up gallery whose truth is known, 95 % intervals of that figure hold
   * it in 91 of 100 runs laid so, and in none otherwise.
   */
  readonly centred?: boolean
}

/** How often people are drawn anew for an interval, unless told otherwise. */
export const RESAMPLES = 1000
const SEED = 1895
const TAIL = 0.025

/**
 * 95 % intervals of figures by the bootstrap (B. Efron, "Bootstrap methods: another look at the
 * jackknife", 1979). What is drawn, with replacement, is people, each with all of their probes:
 * probes of one person succeed and fail together, and drawing them singly would promise too much.
 * The seed is fixed, so the same measurements give the same intervals.
 */
export function bootstrap<Item, Figures extends Readonly<Record<string, number>>>(
  people: readonly (readonly Item[])[],
  figuresOf: (items: readonly Item[]) => Figures,
  options: BootstrapOptions = {},
): Intervals<Figures> {
  const measured = figuresOf(people.flat())
  const keys = Object.keys(measured) as (keyof Figures & string)[]
  const drawn = new Map<string, number[]>(keys.map((key) => [key, []]))
  const random = seededRandom(SEED)
  for (let resample = 0; resample < (options.resamples ?? RESAMPLES); resample++) {
    const items: Item[] = []
    for (let i = 0; i < people.length; i++) {
      const person = people[Math.floor(random() * people.length)] as readonly Item[]
      for (const item of person) items.push(item)
    }
    const figures = figuresOf(items)
    for (const key of keys) drawn.get(key)?.push(figures[key] as number)
  }
  const intervals = keys.map((key) => {
    const values = (drawn.get(key) as number[]).filter((value) => !Number.isNaN(value))
    return [key, interval(values, options.centred ? (measured[key] as number) : undefined)]
  })
  return Object.fromEntries(intervals) as Intervals<Figures>
}

function interval(values: number[], centre: number | undefined): Interval {
  if (values.length === 0) return [null, null]
  values.sort((a, b) => a - b)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const shift = centre === undefined ? 0 : centre - mean
  const smallest = values[0] as number
  const end = (share: number): number | null => {
    const value = (values[Math.round(share * (values.length - 1))] as number) + shift
    if (!Number.isFinite(value)) return null
    // A count or a share that was moved does not go below nothing.
    return smallest >= 0 ? Math.max(0, value) : value
  }
  return [end(TAIL), end(1 - TAIL)]
}

/** Figures as an answer states them: null where there was nothing to measure. */
export type Measured<Figures> = { readonly [Key in keyof Figures]: number | null } & {
  readonly intervals: Intervals<Figures>
}

/** The figures of these items, each with its interval. */
export function measured<
  Item extends { readonly person: string },
  Figures extends Readonly<Record<string, number>>,
>(
  items: readonly Item[],
  figuresOf: (items: readonly Item[]) => Figures,
  options?: BootstrapOptions,
): Measured<Figures> {
  const figures = Object.entries(figuresOf(items)).map(([key, value]) => [key, known(value)])
  const intervals = bootstrap(byPerson(items), figuresOf, options)
  return { ...Object.fromEntries(figures), intervals }
}

/** Things gathered by the person they belong to, in the order in which people first appear. */
export function byPerson<Item extends { readonly person: string }>(
  items: readonly Item[],
): Item[][] {
  const people = new Map<string, Item[]>()
  for (const item of items) {
    const own = people.get(item.person)
    if (own) own.push(item)
    else people.set(item.person, [item])
  }
  return [...people.values()]
}

/** How often each id is named, in the order in which ids first appear. */
export function countsOf(ids: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The middle value, or the mean of the two in the middle; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const low = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  const high = sorted[sorted.length >> 1] ?? Number.NaN
  return (low + high) / 2
}

/** Null for what is no finite number. */
export function known(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
