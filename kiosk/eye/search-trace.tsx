import type { SearchStep } from '../../server/contract/events.ts'
import { mediaPath } from '../../server/contract/http.ts'
import { inEyeDistances } from '../parts/small-row.tsx'

/**
 * The way of the search as a thread through small heads, from the entrance to the nearest: all eyes
 * on one line, each head larger and lighter the nearer it is to whoever is looked for.
 */
export function SearchTrace(props: {
  readonly steps: readonly SearchStep[]
  /** Says what it is, and for whom the heads are not to be seen, all there is. */
  readonly caption: string
}) {
  const { steps, caption } = props
  if (steps.length === 0) return null
  const last = steps.length - 1
  return (
    <figure class="eye-trace" style={{ '--heads': String(steps.length) }}>
      <ol class="eye-trace-heads" aria-hidden="true">
        {steps.map((step, at) => (
          <li
            key={step.portraitId}
            class={at === last ? 'eye-trace-step eye-trace-end' : 'eye-trace-step'}
            style={{ ...inEyeDistances(step), '--near': String(nearnessOfStep(steps, at)) }}
          >
            <img
              class="eye-trace-picture"
              src={mediaPath(step.crop.digest)}
              alt=""
              draggable={false}
            />
          </li>
        ))}
      </ol>
      <figcaption class="eye-caption">{caption}</figcaption>
    </figure>
  )
}

/**
 * How much of the way from the entrance to the nearest a step has behind it: 0 at the entrance, 1
 * at the end.
 */
export function nearnessOfStep(steps: readonly SearchStep[], at: number): number {
  const [from, here, to] = [0, at, steps.length - 1].map(
    (index) => steps[index]?.squaredDistance ?? 0,
  ) as [number, number, number]
  return from > to ? (from - here) / (from - to) : 1
}
