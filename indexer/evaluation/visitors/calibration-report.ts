import type { Method } from '../methods/methods.ts'
import { mean, measured } from '../statistics/bootstrap.ts'
import { type Half, halfOf } from '../statistics/held-back-half.ts'
import { facesAsGiven, type VisitorProbe } from './visitor-probes.ts'

/**
 * What visitors would be told of their first match, by half of the people: the visitor model, which
 * calibration draws on, was made of the deciding half. Undefined for a method that tells visitors
 * nothing, and where a half has no face.
 */
export function calibrationReport(probes: readonly VisitorProbe[], method: Method) {
  const told = facesAsGiven(probes).flatMap(({ person, face }) => {
    const [first] = face.near
    const similarity = first ? method.similarity(first.squaredDistance) : null
    return similarity === null ? [] : [{ person, similarity }]
  })
  const half = (name: Half) => {
    const own = told.filter(({ person }) => halfOf(person) === name)
    return { probes: own.length, ...measured(own, toldFigures) }
  }
  const halves = { deciding: half('deciding'), reporting: half('reporting') }
  return halves.deciding.probes > 0 && halves.reporting.probes > 0 ? halves : undefined
}

/**
 * Shares of photographs of whose first match the words for a similarity would be said. A
 * calibration is true to these visitors when `nearest10` is near 0.1, `nearerHalf` near 0.5,
 * `farthest10` near 0.1 and `nothingNear` near 0.01.
 */
function toldFigures(told: readonly { readonly similarity: number }[]) {
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
