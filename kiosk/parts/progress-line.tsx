import { useMemo } from 'preact/hooks'

/** How far a wait has come, 0 to 1, as a thread of light; it goes out when the wait is over. */
export function ProgressLine({ share }: { share: number }) {
  return (
    <div class={share < 1 ? 'progress' : 'progress progress-over'} aria-hidden="true">
      <div class="progress-light" style={{ '--share': String(share) }} />
    </div>
  )
}

/**
 * A thread that fills by itself while a visitor holds still, in `lastsMs` from `sinceMs`; empty
 * while they do not. The stylesheet draws it: no time that passes renders anything.
 */
export function DwellProgress(props: {
  readonly sinceMs: number | null
  readonly nowMs: number
  readonly lastsMs: number
}) {
  const { sinceMs, nowMs, lastsMs } = props
  // What had passed when this dwelling was first shown; later renders must not begin it anew.
  const passedMs = useMemo(() => nowMs - (sinceMs ?? nowMs), [sinceMs])
  return (
    <div class="progress" aria-hidden="true">
      {sinceMs === null ? null : (
        <div
          class="progress-light progress-dwelling"
          key={sinceMs}
          style={{ animationDuration: `${lastsMs}ms`, animationDelay: `${-passedMs}ms` }}
        />
      )}
    </div>
  )
}
