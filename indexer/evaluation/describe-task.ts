import type { DescribedFace, RecipeName } from './recipes.ts'
import type { View } from './views.ts'

/** One view of a picture, to be described by one recipe. */
export type ViewByRecipe = { readonly view: View; readonly recipe: RecipeName }

/** A picture to describe: a file, or the bytes of one frame. */
export type DescribeTask = {
  readonly name: string
  readonly picture: string | Uint8Array
  readonly looks: readonly ViewByRecipe[]
}

/** The faces seen at each look, the largest first, in the order of the looks. */
export type DescribeOutcome =
  | { readonly faces: readonly (readonly DescribedFace[])[] }
  | { readonly problem: string }
