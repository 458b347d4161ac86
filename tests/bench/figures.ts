/** A benchmark's figures: flat, named with their units. */
export type Figures = Readonly<Record<string, string | number>>
