import { squaredDistance } from '../../embeddings/face/distance.ts'
import { scalePose } from '../../embeddings/movement/pose-index.ts'
import { type PoseVector, relativeTo } from '../../embeddings/movement/pose-vector.ts'
import { usualPose } from '../../embeddings/movement/usual-pose.ts'

/** What is chosen by: how a face moves, and how well it can be made out. */
export type Mover = { readonly movement: PoseVector; readonly quality: number }

/**
 * The positions, in rising order, of at most `limit` movers that cover the movements there are:
 * beginning with the best of them, each next is the one farthest from those chosen before (T.
 * Gonzalez, "Clustering to minimize the maximum intercluster distance", TCS 38, 1985), its squared
 * distance counting by its quality, since the oddest movements are often mistaken ones. The same
 * every time.
 */
export function choosePackedPortraits(movers: readonly Mover[], limit: number): number[] {
  if (movers.length <= limit) return movers.map((_, position) => position)
  const usual = usualPose(movers.map(({ movement }) => movement))
  const places = movers.map(({ movement }) =>
    scalePose(relativeTo(usual.mean, movement), usual.spread),
  )
  const chosen: number[] = []
  const farness = Float64Array.from(movers, () => Number.POSITIVE_INFINITY)
  while (chosen.length < limit) {
    let best = 0
    let most = -1
    movers.forEach(({ quality }, position) => {
      const merit = chosen.length === 0 ? quality : (farness[position] as number) * quality
      if (merit > most) {
        most = merit
        best = position
      }
    })
    chosen.push(best)
    const newest = places[best] as (typeof places)[number]
    places.forEach((place, position) => {
      const distance = squaredDistance(newest, place)
      if (distance < (farness[position] as number)) farness[position] = distance
    })
    // Twins of a chosen one would come next where all that is left is twins, never itself.
    farness[best] = Number.NEGATIVE_INFINITY
  }
  return chosen.sort((a, b) => a - b)
}
