import type { MannerName } from './manners/manner-names.ts'

/** One member of the built-in collection, as its label and its painter know it. */
export type InventedSitter = {
  /** Stable and readable, e.g. `invented-017-a-poet-between-two-books`. */
  id: string
  /** 1 … the number of sitters. */
  number: number
  title: string
  artist: string
  date: string
  medium: string
  museum: string
  creditLine: string
  rights: string
  manner: MannerName
  shown: 'woman' | 'man'
  years: 'young' | 'grown' | 'old'
  /** 0 … 1 from the lightest skin to the darkest, spread evenly over the collection. */
  tone: number
  /** Everything else about the picture grows from this. */
  seed: number
}
