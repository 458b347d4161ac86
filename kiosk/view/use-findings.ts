import { useEffect, useState } from 'preact/hooks'
import { type Health, healthSchema } from '../../server/contract/http.ts'
import type { CameraFacts } from '../upkeep/camera-facts.ts'
import type { PanelFacts } from '../upkeep/panel-facts.ts'

/** What was found when it was last looked. */
export type Found = {
  readonly camera: CameraFacts | null
  readonly rates: ReturnType<PanelFacts['rates']>
  readonly reader: Awaited<ReturnType<PanelFacts['reader']>>
  /** Null where the server gives no answer. */
  readonly health: Health | null
}

const LOOK_EVERY_MS = 1_000
const ANSWER_WITHIN_MS = 3_000

/**
 * Looks at everything every second, for as long as somebody looks on; null before the first time.
 */
export function useFindings(panel: PanelFacts): Found | null {
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    let isOver = false
    let next: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const [camera, reader, health] = await Promise.all([
        panel.camera(),
        panel.reader(),
        askHealth(),
      ])
      if (isOver) return
      setFound({ camera, rates: panel.rates(), reader, health })
      next = setTimeout(look, LOOK_EVERY_MS)
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(next)
    }
  }, [panel])
  return found
}

async function askHealth(): Promise<Health | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const response = await fetch('/api/v1/health', { signal })
    return healthSchema.parse(await response.json())
  } catch {
    // No server, or one that answers in another form: to the operator both are no answer.
    return null
  }
}
