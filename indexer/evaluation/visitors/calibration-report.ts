import type { Method } from '../methods/methods.ts'
import { bootstrap, byPerson, type Intervals, mean } from '../statistics/bootstrap.ts'
import { type Half, halfOf } from '../statistics/held-back-half.ts'
import { facesAsGiven, type VisitorProbe } from './visitor-probes.ts'

/**
 * Shares of photographs of whose first match the words for a similarity would be said. A calibration
 * is true to these visitors when `nearest10` is near 0.1, `nearerHalf` near 0.5, `farthest10` near
 * 0.1 and `nothingNear` near 0.01.
 */
type ToldFigures = {
  readonly nearest10: number
  readonly nearest25: number
  readonly nearerHalf: number
  readonly farthest10: number
  readonly nothingNear: number
}

/** By half of the people: the visitor model, which calibration draws on, was made of the deciding one. */
export type CalibrationReport = Readonly<
  Record<
    Half,
    ToldFigures & { readonly probes: number; readonly intervals: Intervals<ToldFigures> }
  >
>

/** Undefined for a method that tells visitors nothing, and where a half has no face. */
export function calibrationReport(
  probes: readonly VisitorProbe[],
  method: Method,
): CalibrationReport | undefined {
  const told = facesAsGiven(probes).flatMap(({ person, face }) => {
    const [first] = face.near
    const similarity = first ? method.similarity(first.squaredDistance) : null
    return similarity === null ? [] : [{ person, similarity }]
  })
  const half = (name: Half) => {
    const own = told.filter(({ person }) => halfOf(person) === name)
    return {
      probes: own.length,
      ...toldFigures(own),
      intervals: bootstrap(byPerson(own), toldFigures),
    }
  }
  const halves = { deciding: half('deciding'), reporting: half('reporting') }
  return halves.deciding.probes > 0 && halves.reporting.probes > 0 ? halves : undefined
}

function toldFigures(told: readonly { readonly similarity: number }[]): ToldFigures {
  const share = (isSo: (similarity: number) => boolean): number =>
    mean(told.map(({ similarity }) => (isSo(similarity) ? 1 : 0)))
  return {
    nearest10: share((similarity) => similarity >= 0.9),
    nearest25: share((similarity) => similarity >= 0.75),
    nearerHalf: share((similarity) => similarity >= 0.5),
    farthest10: share((similarity) => similarity < 0.1),
    nothingNear: share((similarity) => similarity < 0.01),
  }
}
