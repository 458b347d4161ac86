import type { Descriptor } from '../../embeddings/descriptor.ts'
import type { Pixels } from '../../embeddings/pixels.ts'
import type { PhotoPair, SitterPair } from './labelled-pairs.ts'
import {
  type EnrolledFace,
  type RetrievalFigures,
  rankOfWork,
  retrievalFigures,
} from './ranking.ts'
import type { Recipe } from './recipes.ts'
import { turnPicture } from './turn-picture.ts'

/** Figures, with the probes in which no face was found. */
export type Evaluation = RetrievalFigures & { readonly undetected: readonly string[] }

/**
 * How well photographs find the works that show the same person, with each photograph turned by
 * `degrees`. The probe is the largest face; a person's other works do not take part, so each pair is
 * judged by itself. `decode` rejects for a photograph that cannot be read.
 */
export async function evaluatePhotos(
  pairs: readonly PhotoPair[],
  enrolled: readonly EnrolledFace[],
  recipe: Recipe,
  decode: (file: string) => Promise<Pixels>,
  degrees: number,
): Promise<Evaluation> {
  const probes = new Map<string, Descriptor | undefined>()
  for (const photo of new Set(pairs.map((pair) => pair.photo))) {
    const [largest] = await recipe.describe(turnPicture(await decode(photo), degrees))
    probes.set(photo, largest)
  }
  const ranks = pairs.map(({ photo, workId, person }) => {
    const probe = probes.get(photo)
    const others = pairs.filter((pair) => pair.person === person && pair.workId !== workId)
    return (
      probe && rankOfWork(probe, enrolled, workId, new Set(others.map((other) => other.workId)))
    )
  })
  const undetected = [...probes].filter(([, probe]) => !probe).map(([photo]) => photo)
  return { ...retrievalFigures(ranks), undetected }
}

/**
 * How well a work finds the other work of its sitter, each pair in both directions. The probe is the
 * work's largest face; the work itself and its sitter's further works do not take part.
 */
export function evaluateSitters(
  pairs: readonly SitterPair[],
  enrolled: readonly EnrolledFace[],
): Evaluation {
  const largest = new Map<string, Descriptor>()
  for (const { workId, descriptor } of enrolled) {
    if (!largest.has(workId)) largest.set(workId, descriptor)
  }
  const undetected = new Set<string>()
  const ranks = pairs
    .flatMap(({ workA, workB, person }) => [
      { from: workA, to: workB, person },
      { from: workB, to: workA, person },
    ])
    .map(({ from, to, person }) => {
      const probe = largest.get(from)
      if (!probe) {
        undetected.add(from)
        return undefined
      }
      const leftOut = new Set(
        pairs
          .filter((pair) => pair.person === person)
          .flatMap((pair) => [pair.workA, pair.workB])
          .filter((workId) => workId !== to),
      )
      leftOut.add(from)
      return rankOfWork(probe, enrolled, to, leftOut)
    })
  return { ...retrievalFigures(ranks), undetected: [...undetected] }
}
