import { useLayoutEffect, useState } from 'preact/hooks'
import type { SittingRoom } from '../session/sitting-room.ts'
import type { Sitting } from '../state/sitting.ts'

/** The sitting there is beside this portrait; null while there is none. */
export function useSitting(room: SittingRoom, portraitId: string): Sitting | null {
  const [sitting, setSitting] = useState(room.current)
  useLayoutEffect(() => {
    const look = () => setSitting(room.current)
    look()
    return room.onChange(look)
  }, [room])
  return sitting?.portraitId === portraitId ? sitting : null
}
